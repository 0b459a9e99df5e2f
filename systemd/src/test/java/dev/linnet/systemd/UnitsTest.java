package dev.linnet.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** systemd's own judgement of the unit files. */
class UnitsTest {
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: (\\d+\\.\\d+)");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"linnet-hub.service", "linnet-agent.service"})
    void areUnderstoodByTheWholeOfSystemd(String unit) throws Exception {
        // The program is not installed on the machine that builds it, and all else is judged as it stands.
        String text = Files.readString(Path.of(unit)).replaceFirst("ExecStart=\\S+", "ExecStart=/bin/true");
        Path copy = Files.writeString(directory.resolve(unit), text);
        // verify only warns and exits with 0 (systemd 252), so any word from it counts.
        assertThat(output("systemd-analyze", "verify", "--man=no", copy.toString()))
                .isEmpty();
    }

    /** The agent needs devices, and to ask the kernel about its clock, which counts like being able to set it. */
    @ParameterizedTest
    @CsvSource({"linnet-hub.service, 1.5", "linnet-agent.service, 2.2"})
    void areHardened(String unit, double most) throws Exception {
        String report = output("systemd-analyze", "security", "--offline=true", "--no-pager", unit);
        Matcher exposure = EXPOSURE.matcher(report);
        assertThat(exposure.find()).as(report).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).as(report).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linnet-hub", "linnet-agent"})
    void runAsTheUserThatIsCreated(String name) throws Exception {
        assertThat(Files.readString(Path.of(name + ".service"))).contains("\nUser=" + name + "\n");
        assertThat(Files.readString(Path.of(name + ".sysusers"))).contains("u " + name + " - ");
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return fail(command[0] + " is needed for this test (Debian: apt-get install systemd)", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("no end of " + List.of(command));
        }
        return output;
    }
}
