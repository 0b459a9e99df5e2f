package dev.linnet.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The encodings that one side speaks.
 *
 * @param codecs at least one, best first
 */
public record MessageCodecs(List<MessageCodec> codecs) {
    public MessageCodecs {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no encoding to speak");
        }
    }

    public static MessageCodecs of(MessageCodec... codecs) {
        return new MessageCodecs(List.of(codecs));
    }

    /** What to offer in an opening handshake, best first. */
    public List<String> subprotocols() {
        return codecs.stream().map(MessageCodec::subprotocol).toList();
    }

    /** The encoding of that subprotocol; null when it is not spoken. */
    public @Nullable MessageCodec of(String subprotocol) {
        for (MessageCodec codec : codecs) {
            if (codec.subprotocol().equals(subprotocol)) {
                return codec;
            }
        }
        return null;
    }

    /** The first of those offered that is spoken; null when none is. */
    public @Nullable MessageCodec choose(List<String> offered) {
        for (String subprotocol : offered) {
            MessageCodec codec = of(subprotocol);
            if (codec != null) {
                return codec;
            }
        }
        return null;
    }
}
