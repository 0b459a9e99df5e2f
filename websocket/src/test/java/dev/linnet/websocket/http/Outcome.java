package dev.linnet.websocket.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a connection's parser made of some pieces, as text that is the same however they were cut. */
final class Outcome {
    private static final InetSocketAddress REMOTE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private Outcome() {}

    /** One entry per request and a last one for what is left: {@code "end"}, {@code "more"} or the refusal. */
    static List<String> of(HttpLimits limits, List<ByteBuffer> pieces) {
        RequestParser parser = new RequestParser(limits);
        List<String> outcome = new ArrayList<>();
        try {
            for (ByteBuffer piece : pieces) {
                ByteBuffer in = piece.duplicate();
                HttpRequest request;
                while ((request = parser.parse(in, REMOTE, false)) != null) {
                    outcome.add(text(request) + (parser.keepAlive() ? "" : " close"));
                }
                if (in.hasRemaining()) {
                    throw new AssertionError("bytes left over without a request");
                }
            }
            outcome.add(parser.begun() ? "more" : "end");
        } catch (HttpException e) {
            outcome.add(e.status() + " " + e.reason());
        }
        return outcome;
    }

    private static String text(HttpRequest request) {
        String target = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        return request.method() + " " + target + (body.isEmpty() ? "" : " [" + body + "]");
    }
}
