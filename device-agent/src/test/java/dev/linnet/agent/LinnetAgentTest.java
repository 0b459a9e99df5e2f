package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program as people call it. */
class LinnetAgentTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine program = LinnetAgent.commandLine();
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(err));
        return program.execute(arguments);
    }

    private String configuration(String devices) throws Exception {
        Files.writeString(folder.resolve("token"), "secret");
        Path file = folder.resolve("agent.yaml");
        Files.writeString(
                file,
                "device: kitchen\nhub: { url: 'ws://127.0.0.1:1/agent', token-file: token }\nhardware: fake\n"
                        + devices);
        return file.toString();
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("linnet-agent \\d+\\.\\d+\\.\\d+\\R");
    }

    /** Only what needs no explanation does without the command line parser. */
    @Test
    void theServicesCommandIsTakenWithoutTheParserAndNoOther() {
        assertThat(RunCommand.plain("run")).isNotNull();
        assertThat(RunCommand.plain("run", "--config", "agent.yaml")).isNotNull();
        assertThat(RunCommand.plain()).isNull();
        assertThat(RunCommand.plain("check")).isNull();
        assertThat(RunCommand.plain("run", "--help")).isNull();
        assertThat(RunCommand.plain("run", "--config")).isNull();
        assertThat(RunCommand.plain("run", "--config", "--help")).isNull();
        assertThat(RunCommand.plain("run", "--config", "agent.yaml", "more")).isNull();
    }

    @Test
    void aWrongConfigurationEndsTheServicesCommandWithStatus2() throws Exception {
        Path file = folder.resolve("agent.yaml");
        Files.writeString(file, "device: kitchen\nsenors: []\n");
        RunCommand plain = Objects.requireNonNull(RunCommand.plain("run", "--config", file.toString()));
        assertThat(plain.call()).isEqualTo(LinnetAgent.MISCONFIGURED);
    }

    @Test
    void checkPrintsEveryChannelWithAValue() throws Exception {
        String file = configuration("""
                sensors:
                  - { id: pi, driver: host, channels: [cpu-use, uptime] }
                  - { id: climate, driver: simulated, waveform: constant }
                  - { id: door, driver: gpio-input, pin: 17, pull: up, quantity: door, every: 500ms }
                actuators:
                  - { id: fan, driver: gpio-output, pin: 27, initial: on }
                """);
        assertThat(run("check", "--config", file)).isZero();
        assertThat(out.toString().lines())
                .contains("device   kitchen", "hub      ws://127.0.0.1:1/agent")
                .anyMatch(line -> line.matches("pi-cpu-use +sensor +use +30s +[0-9.]+ %"))
                .anyMatch(line -> line.matches("pi-uptime +sensor +duration +30s +[0-9]+ s"))
                .anyMatch(line -> line.matches("climate +sensor +temperature +5s +21 Cel"))
                .anyMatch(line -> line.matches("door +sensor +door +500ms +true"))
                .anyMatch(line -> line.matches("fan +actuator +switch +60s +not touched; starts true"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkSaysWhatDoesNotAnswer() throws Exception {
        String file =
                configuration("sensors: [{ id: eth, driver: host, channels: [network-sent], interface: nosuch0 }]");
        assertThat(run("check", "--config", file)).isEqualTo(1);
        assertThat(out.toString()).containsPattern("eth +sensor +- +30s +this machine has none of its channels");
    }

    @Test
    void aWrongConfigurationIsToldOnStandardErrorWithStatusTwo() throws Exception {
        String file = configuration("sensors: [{ id: pi, driver: hots }]");
        String problem = file + ":4:29: driver: unknown 'hots' (did you mean 'host'?)";
        assertThat(run("check", "-c", file)).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo(problem);
        assertThat(run("run", "-c", file)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(problem, problem);
        assertThat(out.toString()).isEmpty();
        assertThat(run("run", "-c", "/no/such/file")).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
    }

    @Test
    void aFileOfAuthoritiesThatHoldsNoneIsNamed() throws Exception {
        Files.writeString(folder.resolve("token"), "secret");
        Path ca = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        Path file = folder.resolve("agent.yaml");
        Files.writeString(
                file, "device: k\nhub: { url: 'wss://hub', token-file: token, ca-file: ca.pem }\nsensors: []\n");
        assertThat(run("check", "-c", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(ca.toString());
    }
}
