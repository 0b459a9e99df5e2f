package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real process that may open few files. */
@Timeout(60)
class FileDescriptorsTest {
    private static final int FILES = 100;

    private Process process;
    private BufferedReader answers;
    private BufferedWriter commands;
    private InetSocketAddress address;

    @BeforeEach
    void run() throws Exception {
        process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -n " + FILES + " && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        commands = process.outputWriter();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(answers.readLine()));
    }

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    @Test
    void servesWhoIsThereWhenThereAreNoDescriptorsLeftAndOthersWhenThereAre() throws Exception {
        try (RawClient first = RawClient.open(address)) {
            assertEchoes(first); // with folders for a class path, a class that is first used later could not be loaded
            List<RawClient> herd = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                herd.add(new RawClient(address)); // the kernel takes them all
            }
            while (acceptFailures() < 3) {
                assertEchoes(first);
            }
            for (RawClient one : herd) {
                one.close();
            }
            try (RawClient late = RawClient.open(address)) {
                assertEchoes(late);
            }
            assertEchoes(first);
        }
    }

    private int acceptFailures() throws IOException {
        commands.write("failures\n");
        commands.flush();
        return Integer.parseInt(answers.readLine());
    }

    private static void assertEchoes(RawClient client) throws IOException {
        client.frames("81:6162");
        assertThat(client.frame()).isEqualTo("81:6162");
    }
}
