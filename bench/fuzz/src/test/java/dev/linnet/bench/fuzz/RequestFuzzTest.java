package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.handshake.ServerHandshake;
import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpLimits;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.RequestParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Requests and opening handshakes do not depend on how their bytes are cut, and what is none is refused with a status. */
class RequestFuzzTest {
    private static final InetSocketAddress REMOTE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private static final HttpLimits LIMITS = new HttpLimits(256, 1024, 16, 512);

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        byte[] bytes = data.consumeRemainingAsBytes();

        List<String> whole = new Requests().parse(bytes, 0);
        assertThat(new Requests().parse(bytes, 1)).isEqualTo(whole);
        assertThat(new Requests().parse(bytes, seed)).isEqualTo(whole);
    }

    private static final class Requests {
        private final List<String> outcomes = new ArrayList<>();
        private final RequestParser parser = new RequestParser(LIMITS);

        List<String> parse(byte[] bytes, int seed) {
            try {
                Pieces.offer(bytes, seed, this::take);
            } catch (HttpException refused) {
                assertThat(refused.response().status()).isBetween(400, 599);
                outcomes.add(refused.status() + " " + refused.reason());
            }
            return outcomes;
        }

        private boolean take(ByteBuffer piece) throws HttpException {
            while (true) {
                HttpRequest request = parser.parse(piece, REMOTE, false);
                if (request == null) {
                    assertThat(piece.hasRemaining()).isFalse();
                    return true;
                }
                assertThat(request.path()).startsWith("/");
                assertThat(request.body().length).isLessThanOrEqualTo(LIMITS.bodyBytes());
                outcomes.add(request.method() + " " + request.path() + " " + request.query() + " " + request.headers()
                        + " " + HexFormat.of().formatHex(request.body()) + " " + parser.keepAlive());
                if (ServerHandshake.isAskedBy(request)) {
                    outcomes.add(ServerHandshake.read(request).toString());
                }
            }
        }
    }
}
