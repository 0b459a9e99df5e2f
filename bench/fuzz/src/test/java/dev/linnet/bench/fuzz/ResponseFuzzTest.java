package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.http.HttpException;
import dev.linnet.websocket.http.HttpLimits;
import dev.linnet.websocket.http.HttpResponse;
import dev.linnet.websocket.http.ResponseParser;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A server's answer does not depend on how its bytes are cut. */
class ResponseFuzzTest {
    private static final HttpLimits LIMITS = new HttpLimits(256, 1024, 16, 512);

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        byte[] bytes = data.consumeRemainingAsBytes();

        String whole = parse(bytes, 0);
        assertThat(parse(bytes, 1)).isEqualTo(whole);
        assertThat(parse(bytes, seed)).isEqualTo(whole);
    }

    private static String parse(byte[] bytes, int seed) {
        ResponseParser parser = new ResponseParser(LIMITS);
        String[] outcome = {""};
        try {
            Pieces.<HttpException>offer(bytes, seed, piece -> {
                HttpResponse response = parser.parse(piece);
                if (response != null) {
                    outcome[0] = describe(response);
                }
                return response == null;
            });
        } catch (HttpException malformed) {
            return malformed.reason();
        }
        return outcome[0].isEmpty() ? "unfinished: " + describe(parser.end()) : outcome[0];
    }

    private static String describe(@Nullable HttpResponse response) {
        return response == null
                ? "nothing"
                : response.status() + " " + response.headers() + " "
                        + HexFormat.of().formatHex(response.body());
    }
}
