package dev.linnet.agent.link;

import dev.linnet.protocol.Hello;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Unavailable;
import dev.linnet.websocket.WebSocket;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Tells the hub of one connection which channels give nothing, when that has changed since it was told last. Owned by the loop. */
final class ChannelTroubles {
    private final WebSocket socket;
    private final MessageCodec codec;
    private final Supplier<Map<String, String>> present;
    private Map<String, String> told = Map.of();

    /** @param present the reason by each channel's id */
    ChannelTroubles(WebSocket socket, MessageCodec codec, Supplier<Map<String, String>> present) {
        this.socket = socket;
        this.codec = codec;
        this.present = present;
    }

    /** What {@link Hello} says of them. */
    Map<String, String> forHello() {
        told = present.get();
        return brief(told);
    }

    /** Sends what has changed; what does not fit waits for the next call. */
    void tell() {
        Map<String, String> now = present.get();
        if (!now.equals(told) && LinkSocket.send(socket, codec, codec.encode(new Unavailable(brief(now))))) {
            told = now;
        }
    }

    private static Map<String, String> brief(Map<String, String> troubles) {
        Map<String, String> brief = new TreeMap<>();
        troubles.forEach((channel, reason) -> brief.put(channel, Unavailable.reason(reason)));
        return brief;
    }
}
