package dev.linnet.agent.link;

import dev.linnet.protocol.Hello;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Unavailable;
import dev.linnet.websocket.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tinylog.Logger;

/** Tells the hub of one connection which channels give nothing, when that has changed since it was told last. Owned by the loop. */
final class ChannelTroubles {
    /** Reasons are cut to the longest of these lengths with which all channels fit into one message. */
    static final List<Integer> REASON_CHARS = List.of(Unavailable.MAX_REASON_CHARS, 40, 10);

    private final WebSocket socket;
    private final MessageCodec codec;
    private final Supplier<Map<String, String>> present;
    private int maxMessage = Greeting.USUAL_MESSAGE;
    private Map<String, String> told = Map.of();

    /** @param present the reason by each channel's id */
    ChannelTroubles(WebSocket socket, MessageCodec codec, Supplier<Map<String, String>> present) {
        this.socket = socket;
        this.codec = codec;
        this.present = present;
    }

    /** What the hub can be told now. */
    Map<String, String> present() {
        return present.get();
    }

    /** That hello was composed of these troubles; it may have left them out. */
    void told(Hello hello, Map<String, String> troubles) {
        told = hello.unavailable().isEmpty() ? Map.of() : troubles;
    }

    /** The hub has said what it takes. */
    void limit(int bytes) {
        maxMessage = Math.min(bytes, Greeting.USUAL_MESSAGE);
    }

    /** Sends what has changed; what does not fit waits for the next call. */
    void tell() {
        Map<String, String> now = present.get();
        if (!now.equals(told) && LinkSocket.send(socket, codec, message(now))) {
            told = now;
        }
    }

    private byte[] message(Map<String, String> troubles) {
        byte[] message = {};
        for (int chars : REASON_CHARS) {
            message = codec.encode(new Unavailable(brief(troubles, chars)));
            if (message.length <= maxMessage) {
                return message;
            }
        }
        Map<String, String> some = brief(troubles, REASON_CHARS.getLast());
        while (message.length > maxMessage && !some.isEmpty()) {
            some = first(some, some.size() / 2);
            message = codec.encode(new Unavailable(some));
        }
        Logger.warn(
                "{} channels give nothing, and the hub is told of {}: it takes {} bytes a message; 'limits: message' in hub.yaml",
                troubles.size(),
                some.size(),
                maxMessage);
        return message;
    }

    private static Map<String, String> first(Map<String, String> all, int count) {
        Map<String, String> first = new TreeMap<>();
        all.entrySet().stream().limit(count).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    /** The same with reasons of so many characters at most. */
    static Map<String, String> brief(Map<String, String> troubles, int chars) {
        Map<String, String> brief = new TreeMap<>();
        troubles.forEach((channel, reason) -> brief.put(channel, Unavailable.reason(reason, chars)));
        return brief;
    }
}
