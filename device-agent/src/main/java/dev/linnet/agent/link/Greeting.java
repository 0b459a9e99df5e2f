package dev.linnet.agent.link;

import dev.linnet.agent.spool.Spool;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Unavailable;
import java.util.List;
import java.util.Map;

/**
 * Composes hello, with no more in it than the hub takes in one message. All channels have to be in it. Where the rest does not
 * fit too, reasons why channels give nothing are cut short, then left for the {@link Unavailable} that follows the welcome, and
 * of the former streams the oldest are named: the others have their turn when those have arrived. Owned by the loop.
 */
final class Greeting {
    /** What a hub takes that was not told otherwise. */
    static final int USUAL_MESSAGE = 64 << 10;

    /** What a connection takes at once, with a little room around it. */
    static final int LARGEST_MESSAGE = 255 << 10;

    /** What any hub takes. */
    private static final int LEAST_MESSAGE = 1 << 10;

    /** Quotation marks and comma, or what CBOR needs. */
    private static final int BYTES_BESIDE_A_NAME = 3;

    /** Of the list of former streams, when it is not empty. */
    private static final int BYTES_OF_A_LIST = 16;

    private final LinkIdentity identity;
    private int maxMessage = USUAL_MESSAGE;

    Greeting(LinkIdentity identity) {
        this.identity = identity;
    }

    /** @param troubles the channels that give nothing, each with the reason */
    Hello hello(Spool spool, Map<String, String> troubles, MessageCodec codec) {
        List<String> former = spool.keptStreams();
        for (int chars : ChannelTroubles.REASON_CHARS) {
            Hello hello = hello(spool, former, ChannelTroubles.brief(troubles, chars));
            if (codec.encode(hello).length <= maxMessage) {
                return hello;
            }
        }
        int room = maxMessage - codec.encode(hello(spool, List.of(), Map.of())).length - BYTES_OF_A_LIST;
        int count = 0;
        while (count < former.size() && room >= former.get(count).length() + BYTES_BESIDE_A_NAME) {
            room -= former.get(count++).length() + BYTES_BESIDE_A_NAME;
        }
        // At least one, so that there is an end to them whatever else is in the way.
        return hello(spool, former.subList(0, Math.min(former.size(), Math.max(1, count))), Map.of());
    }

    private Hello hello(Spool spool, List<String> former, Map<String, String> troubles) {
        return new Hello(
                identity.device(),
                spool.boot(),
                spool.stream(),
                former,
                identity.version(),
                identity.model(),
                identity.channels(),
                troubles);
    }

    /** The hub has said what it takes. */
    void limit(int bytes) {
        maxMessage = Math.min(bytes, USUAL_MESSAGE);
    }

    /** The hub would not take the last hello: the next one is smaller, as far as it can be. */
    void tooBig() {
        maxMessage = Math.max(maxMessage / 2, LEAST_MESSAGE);
    }
}
