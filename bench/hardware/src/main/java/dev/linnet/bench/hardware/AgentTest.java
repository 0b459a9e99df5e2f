package dev.linnet.bench.hardware;

import static dev.linnet.bench.hardware.Machine.pause;
import static dev.linnet.bench.hardware.Machine.run;
import static dev.linnet.bench.hardware.Machine.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The installed agent under systemd, with its own user, groups and restrictions, and the installed hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentTest {
    private static final int INPUTS = 8;
    private static final int FIRST = 10;
    private static final int BUTTON = 18;
    private static final int FAN = 20;
    private static final int LAMP = 21;
    private static final Path THERMOMETER = Path.of("/sys/module/fake_w1/parameters");

    private final SimulatedChip header = SimulatedChip.named("header");
    private final SimulatedChip other = SimulatedChip.named("other");
    private Hub hub;

    @BeforeAll
    void install() throws IOException, InterruptedException {
        run("/opt/bench/guest/install", "agent.yaml");
        for (int line = 0; line < 28; line++) {
            header.drive(line, line == BUTTON);
        }
        run("systemctl", "start", "linnet-hub", "linnet-agent");
        hub = new Hub();
    }

    @BeforeEach
    void online() throws IOException, InterruptedException {
        until("the agent", hub::online);
    }

    @AfterEach
    void complain() throws IOException, InterruptedException {
        if (!hub.online()) {
            System.err.println(run("journalctl", "-n", "40", "-u", "linnet-agent", "-u", "linnet-hub", "-o", "cat"));
        }
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        run("systemctl", "stop", "linnet-agent", "linnet-hub");
        hub.close();
    }

    @Test
    void everySensorReads() throws IOException, InterruptedException {
        until(
                "a temperature from the BME280",
                () -> !hub.value("climate-temperature").isEmpty());
        assertThat(hub.number("climate-temperature")).isCloseTo(25.08, within(0.01));
        assertThat(hub.number("climate-pressure")).isCloseTo(1006.53, within(0.01));
        assertThat(hub.number("climate-humidity")).isBetween(0.0, 100.0);
        until(
                "iio and hwmon",
                () -> !hub.value("case-temp1").isEmpty()
                        && !hub.value("outdoors-temp").isEmpty());
        assertThat(hub.number("case-temp1")).isEqualTo(25.5);
        assertThat(hub.number("board-uptime")).isPositive();
    }

    @Test
    void aThermometersChangeGarbleAndAbsenceAreSeen() throws IOException, InterruptedException {
        until("21 degrees", () -> hub.number("boiler") == 21);
        write("sixteenths", "-40");
        until("-2.5 degrees", () -> hub.number("boiler") == -2.5);
        write("garbled", "Y");
        untilLogged("boiler is unavailable: 1-wire: wrong checksum");
        until("the hub's word of it", () -> hub.unavailable("boiler").startsWith("1-wire: wrong checksum"));
        write("garbled", "N");
        untilLogged("boiler is available again");
        until("the hub's word of that", () -> hub.unavailable("boiler").isEmpty());
        write("sixteenths", "336");
        until("21 degrees again", () -> hub.number("boiler") == 21);
    }

    @Test
    void aPortExpanderHasLinesInAndOut() throws IOException, InterruptedException {
        String bus = Integer.toString(BusesTest.bus("SMBus stub"));
        until("the panel", () -> hub.value("panel-9").equals("false"));
        run("i2cset", "-y", bus, "0x20", "0x13", "0x02");
        until("the panel's line 9", () -> hub.value("panel-9").equals("true"));
        assertThat(hub.value("panel-0")).isEqualTo("false");
        // The stub has no wires: what is read back is what was put there.
        run("i2cset", "-y", bus, "0x20", "0x13", "0x03");
        assertThat(hub.command("siren", "true")).contains("\"status\":\"done\"", "\"value\":true");
        assertThat(run("i2cget", "-y", bus, "0x20", "0x15").strip())
                .as("line 8 is driven high; line 9, an input, keeps its latch high")
                .isEqualTo("0x03");
        assertThat(run("i2cget", "-y", bus, "0x20", "0x01").strip())
                .as("directions")
                .isEqualTo("0xfe");
        run("i2cset", "-y", bus, "0x20", "0x13", "0x00");
        assertThat(hub.command("siren", "false")).contains("\"status\":\"done\"", "\"value\":false");
        assertThat(run("i2cget", "-y", bus, "0x20", "0x15").strip()).isEqualTo("0x02");
    }

    @Test
    void everyEdgeReachesTheHistory() throws IOException, InterruptedException {
        int rounds = 40;
        Instant start = settled(inputs());
        try (KernelEdges kernel = new KernelEdges()) {
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < INPUTS; i++) {
                    header.drive(FIRST + i, round % 2 == 1);
                }
                // Otherwise edges would become one before anybody sees them, when the machine has much to do.
                long driven = (long) round * INPUTS;
                until("the kernel's note of " + driven + " edges", () -> kernel.count() >= driven);
            }
        }
        for (String input : inputs()) {
            assertThat(readings(input, start, rounds)).as(input).isEqualTo(alternating(rounds));
        }
    }

    @Test
    void bounceIsFiltered() throws IOException, InterruptedException {
        until("the button", () -> hub.value("button").equals("false"));
        Instant start = Instant.now();
        for (int press = 0; press < 3; press++) {
            bounce(false);
            bounce(true);
        }
        readings("button", start, 6);
        pause(Duration.ofSeconds(2));
        assertThat(hub.history("button", start)).isEqualTo(alternating(6));
    }

    @Test
    void commandsSwitchOutputsAndAreReadBack() throws IOException, InterruptedException {
        assertThat(hub.command("fan", "true")).contains("\"status\":\"done\"");
        assertThat(header.high(FAN)).isTrue();
        assertThat(hub.command("lamp", "true")).contains("\"status\":\"done\"");
        assertThat(header.high(LAMP)).as("active low").isFalse();
        assertThat(hub.command("lamp", "false")).contains("\"status\":\"done\"");
        assertThat(header.high(LAMP)).isTrue();
        assertThat(hub.command("fan", "false")).contains("\"status\":\"done\"");
        assertThat(header.high(FAN)).isFalse();
    }

    @Test
    void outputsFailSafeWithoutAHub() throws IOException, InterruptedException {
        Instant start = settled(List.of("in0"));
        hub.command("fan", "true");
        hub.command("lamp", "true");
        run("systemctl", "kill", "-s", "KILL", "linnet-hub");
        run("systemctl", "stop", "linnet-hub");
        until("the fan's fail-safe", () -> !header.high(FAN));
        assertThat(header.high(LAMP))
                .as("the lamp, which has no time limit, is left on")
                .isFalse();
        try (KernelEdges kernel = new KernelEdges()) {
            for (int i = 1; i <= 6; i++) {
                header.drive(FIRST, i % 2 == 1);
                long driven = i;
                until("the kernel's note of edge " + i, () -> kernel.count() >= driven);
            }
        }
        run("systemctl", "start", "linnet-hub");
        until("the agent's return", hub::online);
        assertThat(readings("in0", start, 6))
                .as("the edges from the time without a hub")
                .isEqualTo(alternating(6));
        hub.command("lamp", "false");
    }

    @Test
    void aKilledAgentComesBackInItsFailSafeState() throws IOException, InterruptedException {
        hub.command("fan", "true");
        hub.command("lamp", "true");
        run("systemctl", "kill", "-s", "KILL", "linnet-agent");
        // The simulated chip lets a line that nobody holds fall back to its pull; real ones mostly keep its level.
        until("the end of the agent", () -> !header.high(FAN));
        until(
                "systemd's restart",
                () -> run("systemctl", "show", "-P", "NRestarts", "linnet-agent")
                                .strip()
                                .compareTo("0")
                        > 0);
        until("the agent's return", hub::online);
        until("the lamp's fail-safe state", () -> header.high(LAMP));
        assertThat(header.high(FAN)).isFalse();
        assertThat(hub.command("fan", "true")).contains("\"status\":\"done\"");
        assertThat(hub.command("fan", "false")).contains("\"status\":\"done\"");
    }

    @Test
    void aLineThatAnotherProcessHoldsComesBackByItself() throws IOException, InterruptedException {
        run("systemctl", "stop", "linnet-agent");

        Process other = monitor(header, FIRST + 7);
        try {
            pause(Duration.ofSeconds(1));
            run("systemctl", "start", "linnet-agent");
            untilLogged("in7 is unavailable: ");
            untilLogged("is in use by \"gpiomon\"");
            until("the hub's word of it", () -> hub.unavailable("in7").contains("is in use by"));
        } finally {
            other.destroy();
            other.waitFor();
        }
        untilLogged("in7 is available again");
    }

    @Test
    void aLineIsTheAgentsUntilItsChipLeavesAndWhoTakesItThenIsNamed() throws IOException, InterruptedException {
        until("the visitor", () -> !hub.value("visitor").isEmpty());
        Process refused = monitor(other, 2);
        refused.waitFor();
        assertThat(refused.exitValue()).as("gpiomon on the agent's line").isNotZero();
        other.live(false);
        untilLogged("visitor is unavailable: gpio: line 2 of gpiochip");
        run("systemctl", "kill", "-s", "STOP", "linnet-agent");
        other.live(true);
        run("udevadm", "settle");
        Process thief = monitor(other, 2);
        try {
            until("the thief", () -> run("gpioinfo", other.name()).contains("\"gpiomon\""));
            run("systemctl", "kill", "-s", "CONT", "linnet-agent");
            untilLogged("visitor is unavailable: gpio: line 2 of " + other.name() + " is in use by \"gpiomon\"");
            until(
                    "the hub's word of the thief",
                    () -> hub.unavailable("visitor").contains("is in use by"));
        } finally {
            run("systemctl", "kill", "-s", "CONT", "linnet-agent");
            thief.destroy();
            thief.waitFor();
        }
        until("the line's return", () -> hub.unavailable("visitor").isEmpty());
    }

    @Test
    void edgesThatTheKernelHadToDropAreLostReadingsToTheHub() throws IOException, InterruptedException {
        settled(List.of("in6"));
        run("systemctl", "kill", "-s", "STOP", "linnet-agent");
        int edges = 700; // The kernel keeps 512.
        try (KernelEdges kernel = new KernelEdges()) {
            for (int i = 1; i <= edges; i++) {
                header.drive(FIRST + 6, i % 2 == 1);
                long driven = i;
                until("the kernel's note of edge " + i, () -> kernel.count() >= driven);
            }
        } finally {
            run("systemctl", "kill", "-s", "CONT", "linnet-agent");
        }
        until("the gap", () -> hub.gaps().contains("\"cause\":\"overrun\""));
        assertThat(hub.gaps()).contains("\"count\":" + (edges - 512));
        until("the last level", () -> hub.value("in6").equals("false"));
    }

    @Test
    void aChipThatLeavesComesBack() throws IOException, InterruptedException {
        until("the visitor", () -> !hub.value("visitor").isEmpty());
        other.live(false);
        untilLogged("visitor is unavailable: ");
        other.live(true);
        run("udevadm", "settle");
        untilLogged("visitor is available again");
        other.drive(2, true);
        until("the visitor's edge", () -> hub.value("visitor").equals("true"));
    }

    @Test
    void checkFindsEverything() throws IOException, InterruptedException {
        run("systemctl", "stop", "linnet-agent");
        try {
            String table = run("env", "CREDENTIALS_DIRECTORY=/etc/linnet", "linnet-agent", "check");
            assertThat(table).contains("climate-temperature").contains("25.08").doesNotContain("unavailable");
        } finally {
            run("systemctl", "start", "linnet-agent");
        }
    }

    /** As docs/operations.md has it. */
    @Test
    void whatAgentsLearnInARunIsUsed() throws IOException, InterruptedException {
        Path learnt = Path.of("/var/lib/linnet-agent/linnet-agent.aot");
        Path used = Path.of("/usr/lib/linnet-agent/lib/linnet-agent.aot");
        run("systemctl", "stop", "linnet-agent");
        try {
            run(
                    "systemd-run",
                    "--unit",
                    "linnet-learn",
                    "-p",
                    "User=linnet-agent",
                    "-p",
                    "SupplementaryGroups=gpio i2c spi",
                    "-p",
                    "StateDirectory=linnet-agent",
                    "-p",
                    "LoadCredential=token:/etc/linnet/agent.token",
                    "-E",
                    "LINNET_AOT_OUTPUT=" + learnt,
                    "/usr/lib/linnet-agent/bin/linnet-agent",
                    "run");
            until("its welcome", hub::online);
            run("systemctl", "stop", "linnet-learn");
            run("install", "-m", "644", learnt.toString(), used.toString());
        } finally {
            run("systemctl", "start", "linnet-agent");
        }
        until("the agent with it", hub::online);
        String process = run("systemctl", "show", "-p", "MainPID", "--value", "linnet-agent")
                .strip();
        assertThat(Files.readString(Path.of("/proc", process, "maps")))
                .contains(used.getFileName().toString());
        Files.delete(used);
    }

    @Test
    void scanProposesWhatIsThere() throws IOException, InterruptedException {
        String scan = run("linnet-agent", "scan");
        assertThat(scan)
                .contains("pinctrl-bcm2711: the header's; 28 lines")
                .contains("used by \"linnet:gpio-")
                .contains("perhaps bme280 or bmp280 or bme680")
                .contains("in use by the kernel's driver 'bmp280'")
                .contains("driver: ds18b20, sensor: 28-")
                .contains("{ id: bmp280, driver: iio, device: \"bmp280\", channels: [pressure, temp] }")
                .contains("{ id: lm75, driver: hwmon, device: \"lm75\", channels: [temp1] }");
    }

    private static Process monitor(SimulatedChip chip, int line) throws IOException {
        return new ProcessBuilder("gpiomon", chip.name(), Integer.toString(line)).start();
    }

    private static List<String> inputs() {
        return IntStream.range(0, INPUTS).mapToObj(i -> "in" + i).toList();
    }

    /**
     * Waits until the agent hears those inputs, which it may not have opened yet, and all are low.
     *
     * @return a time after which nothing has happened
     */
    private Instant settled(List<String> inputs) throws IOException, InterruptedException {
        for (boolean level : new boolean[] {true, false}) {
            for (String input : inputs) {
                header.drive(FIRST + Integer.parseInt(input.substring("in".length())), level);
            }
            for (String input : inputs) {
                until(input + " at " + level, () -> hub.value(input).equals(Boolean.toString(level)));
            }
        }
        pause(Duration.ofMillis(500));
        return Instant.now();
    }

    /** What the history holds of that channel since then, once it is as much as is due. */
    private List<String> readings(String channel, Instant since, int due) throws IOException, InterruptedException {
        try {
            until(due + " readings", () -> hub.history(channel, since).size() >= due);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + " of " + channel + ": " + hub.history(channel, since) + "; the agent says:\n"
                            + log("40") + "\nthe device: " + hub.device(),
                    e);
        }
        return hub.history(channel, since);
    }

    private static List<String> alternating(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Boolean.toString(i % 2 == 0))
                .toList();
    }

    private void bounce(boolean end) throws IOException {
        for (int i = 0; i < 4; i++) {
            header.drive(BUTTON, end);
            header.drive(BUTTON, !end);
        }
        header.drive(BUTTON, end);
        pause(Duration.ofMillis(700));
    }

    private static void write(String parameter, String value) throws IOException {
        Files.writeString(THERMOMETER.resolve(parameter), value);
    }

    private static void untilLogged(String words) throws IOException, InterruptedException {
        try {
            until("'" + words + "' in the agent's log", () -> log("500").contains(words));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it says:\n" + log("30"), e);
        }
    }

    private static String log(String lines) throws IOException, InterruptedException {
        return run("journalctl", "-u", "linnet-agent", "-o", "cat", "-n", lines);
    }
}
