package dev.linnet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.config.ActuatorSettings.FailSafe;
import dev.linnet.agent.config.AgentConfiguration.HardwareChoice;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sample;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a right file gives. */
class AgentConfigurationTest {
    @TempDir
    Path folder;

    private ConfigurationFixture f = new ConfigurationFixture(Path.of("/tmp"));

    @BeforeEach
    void inItsFolder() {
        f = new ConfigurationFixture(folder);
    }

    private ActuatorSettings actuator(String rest) throws Exception {
        return f.parse(ConfigurationFixture.TOP + "actuators: [{ id: a, " + rest + " }]")
                .actuators()
                .getFirst();
    }

    @Test
    void theSmallestFile() throws Exception {
        AgentConfiguration read = f.parse(ConfigurationFixture.TOP + "sensors: [{ id: pi, driver: host }]");
        assertThat(read.device()).isEqualTo("kitchen");
        assertThat(read.hub().url()).isEqualTo(URI.create("ws://hub:8080/agent"));
        assertThat(read.hub().tokenFile()).isEqualTo(folder.resolve("token"));
        assertThat(read.hub().caFile()).isNull();
        assertThat(read.hub().pins()).isEmpty();
        assertThat(read.hardware()).isEqualTo(HardwareChoice.AUTO);
        assertThat(read.spool().memoryBytes()).isEqualTo(4 << 20);
        assertThat(read.actuators()).isEmpty();
        assertThat(read.sensors()).singleElement().satisfies(pi -> {
            assertThat(pi.id()).isEqualTo("pi");
            assertThat(pi.driver().name()).isEqualTo("host");
            assertThat(pi.every()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void everythingSaid() throws Exception {
        AgentConfiguration read = f.parse("""
                device: kitchen
                hub:
                  url: wss://hub.local
                  token-file: token
                  pins: ["AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99"]
                hardware: fake
                spool: { memory: 1MiB }
                sensors:
                  - { id: door, driver: gpio-input, pin: 17, chip: 4, pull: up, active-low: on, debounce: 30ms, quantity: door, every: 5m }
                actuators:
                  - { id: fan, driver: gpio-output, pin: 27, initial: on, fail-safe: { state: off, after: 60s } }
                """);
        assertThat(read.hub().url()).isEqualTo(URI.create("wss://hub.local/agent"));
        assertThat(read.hub().pins()).hasSize(1);
        assertThat(read.hardware()).isEqualTo(HardwareChoice.FAKE);
        assertThat(read.spool().memoryBytes()).isEqualTo(1 << 20);
        SensorSettings door = read.sensors().getFirst();
        assertThat(door.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(door.driver().channels(door.options()).getFirst().quantity()).isEqualTo(Quantity.DOOR);
        assertThat(door.driver().claims(door.options()).getFirst().resource()).isEqualTo("gpio line 17 of chip 4");
        ActuatorSettings fan = read.actuators().getFirst();
        assertThat(fan.initial()).isEqualTo(Sample.of(true));
        assertThat(fan.failSafe()).isEqualTo(new FailSafe(Sample.of(false), Duration.ofSeconds(60)));
    }

    @Test
    void anActuatorStartsAtRestElseFailSafeElseAsTold() throws Exception {
        assertThat(actuator("driver: gpio-output, pin: 1").initial()).isEqualTo(Sample.of(false));
        assertThat(actuator("driver: gpio-output, pin: 1, fail-safe: { state: on }")
                        .initial())
                .isEqualTo(Sample.of(true));
        ActuatorSettings told = actuator("driver: gpio-output, pin: 1, initial: off, fail-safe: { state: on }");
        assertThat(told.initial()).isEqualTo(Sample.of(false));
        assertThat(told.failSafe()).isEqualTo(new FailSafe(Sample.of(true), null));
        assertThat(actuator("driver: simulated-dimmer, initial: 42").initial()).isEqualTo(new Sample.Numeric(42));
    }

    @Test
    void theSpoolIsBesideTheFileUntilToldOtherwise() throws Exception {
        SpoolSettings spool = f.parse(ConfigurationFixture.TOP + "sensors: []").spool();
        assertThat(spool)
                .isEqualTo(new SpoolSettings(
                        SpoolSettings.Mode.AUTO,
                        f.folder().resolve("spool/kitchen"),
                        4 << 20,
                        64 << 20,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10)));
        assertThat(f.parse(ConfigurationFixture.TOP + """
                        spool: { mode: always, directory: /data/spool, memory: 1MiB, max-size: 1GiB, after: 1m, sync: 0s }
                        sensors: []
                        """).spool())
                .isEqualTo(new SpoolSettings(
                        SpoolSettings.Mode.ALWAYS,
                        Path.of("/data/spool/kitchen"),
                        1 << 20,
                        1 << 30,
                        Duration.ofMinutes(1),
                        Duration.ZERO));
        assertThat(f.problems(ConfigurationFixture.TOP + "spool: { mode: sometimes, max-size: 1KiB }\nsensors: []"))
                .isEqualTo("""
                        agent.yaml:3:16: mode: unknown 'sometimes' (one of: auto, always, memory)
                        agent.yaml:3:37: max-size: the spool needs at least 1MiB of the disk""");
    }

    @Test
    void theExampleIsRight() throws Exception {
        AgentConfiguration example = AgentConfiguration.read(Path.of("examples/agent.yaml"));
        assertThat(example.device()).isEqualTo("kitchen");
        assertThat(example.sensors()).hasSize(3);
        assertThat(example.actuators()).hasSize(1);
    }
}
