package dev.linnet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.bench.peer.PeerServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each load on Linnet's own server, for a moment: it must count, and count only while it measures. */
class LoadTest {
    @ParameterizedTest
    @CsvSource({"echo", "ingest", "rate"})
    void countsMessages(String load) throws Exception {
        long messages = Long.parseLong(run(load)[1]);
        assertThat(messages).isPositive();
        if (load.equals("rate")) {
            assertThat(messages).isLessThan(30_000);
        }
    }

    private static String[] run(String load) throws Exception {
        String port = Integer.toString(PeerServer.start("linnet", 0, null).port());
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            LoadMain.main(new String[] {load, port, "3", "0.1", "1"});
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("end "))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
    }
}
