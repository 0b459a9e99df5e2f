package dev.linnet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.Driver;
import dev.linnet.sensors.Drivers;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong file is answered with, word for word. */
class MistakesTest {
    private static final String SENSORS =
            Drivers.SENSORS.stream().map(Driver::name).collect(Collectors.joining(", "));

    @TempDir
    Path folder;

    private ConfigurationFixture f = new ConfigurationFixture(Path.of("/tmp"));

    @BeforeEach
    void inItsFolder() {
        f = new ConfigurationFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            id: a, driver: hsot                          | 3:28: driver: unknown 'hsot' (did you mean 'host'?)
            id: a, driver: thermocouple-amplifier        | 3:28: driver: unknown 'thermocouple-amplifier' (one of: SENSORS)
            id: a, driver: gpio-output, pin: 1           | 3:28: driver: 'gpio-output' is an actuator's: the entry belongs under actuators
            driver: host                                 | 3:11: 'id' is missing
            id: a                                        | 3:11: 'driver' is missing
            id: Küche, driver: host                      | 3:17: id: the name 'Küche' must be 1–63 of a–z, 0–9 and '-', with no '-' at either end
            id: a, driver: host, evry: 10s               | 3:34: unknown key 'evry' (did you mean 'every'?)
            id: a, driver: host, every: 10               | 3:41: every: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '10'
            id: a, driver: host, every: 1us              | 3:41: every: from 1ms to 7d
            id: a, driver: host, channels: [tmp]         | 3:44: channels: there is no channel 'tmp' (one of: cpu-temperature, load, cpu-use, memory-use, disk-use, uptime, wifi-signal, network-received, network-sent, network-receive-rate, network-send-rate)
            id: a, driver: host, disk: [x]               | 3:40: 'disk' needs a single value
            id: a, driver: gpio-input                    | 3:11: 'pin' is missing
            id: a, driver: gpio-input, pin: 600          | 3:45: pin: expected a whole number from 0 to 511, not '600'
            id: a, driver: gpio-input, pin: 1, pull: ub  | 3:54: pull: unknown 'ub' (did you mean 'up'?)
            id: a, driver: gpio-input, pin: 1, debounce: 30 | 3:58: debounce: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '30'
            id: a, driver: gpio-input, pin: 1, quantity: dor | 3:58: quantity: unknown 'dor' (did you mean 'door'?)
            id: a, driver: gpio-input, pin: 1, active-low: perhaps | 3:60: active-low: expected true or false, not 'perhaps'
            id: a, driver: simulated, min: 5, max: 1     | 3:44: min: must not be above max
            id: a, driver: simulated, unit: °C           | 3:45: unit: '°C' is no unit of SenML's registry (RFC 8428 §12.1, RFC 8798), which writes °C as Cel and Ω as Ohm
            id: a, driver: simulated, period: 1ns        | 3:47: period: at least 1ms
            id: a123456789-123456789-123456789-123456789-123456789, driver: host | 3:17: id 'a123456789-123456789-123456789-123456789-123456789' is too long: channel 'a123456789-123456789-123456789-123456789-123456789-cpu-temperature' has more than 63 characters
            """)
    void ofASensor(String entry, String expected) {
        assertThat(f.problems(ConfigurationFixture.TOP + "sensors: [{ " + entry + " }]"))
                .isEqualTo("agent.yaml:" + expected.replace("SENSORS", SENSORS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            id: a, driver: host                              | 3:30: driver: 'host' is a sensor's: the entry belongs under sensors
            id: a, driver: gpio-output, pin: 1, initial: an  | 3:60: initial: expected on or off, not 'an'
            id: a, driver: simulated-dimmer, initial: 101    | 3:57: initial: expected a number from 0 to 100, not '101'
            id: a, driver: simulated-dimmer, initial: full   | 3:57: initial: expected a number from 0 to 100, not 'full'
            id: a, driver: gpio-output, pin: 1, fail-safe: off | 3:62: expected a mapping of keys to values
            id: a, driver: gpio-output, pin: 1, fail-safe: { after: 60s } | 3:62: 'state' is missing
            id: a, driver: gpio-output, pin: 1, fail-safe: { state: off, after: 60 } | 3:83: after: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '60'
            id: a, driver: gpio-output, pin: 1, fail-safe: { state: off, afer: 60s } | 3:76: unknown key 'afer' (did you mean 'after'?)
            """)
    void ofAnActuator(String entry, String expected) {
        assertThat(f.problems(ConfigurationFixture.TOP + "actuators: [{ " + entry + " }]"))
                .contains("agent.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            url: "http://hub/agent", token-file: token | 1:13: url: expected an address such as wss://hub.local/agent or ws://127.0.0.1:8080/agent, not 'http://hub/agent'
            url: "hub:8080", token-file: token         | 1:13: url: expected an address such as wss://hub.local/agent or ws://127.0.0.1:8080/agent, not 'hub:8080'
            url: "ws://a b", token-file: token         | 1:13: url: expected an address such as wss://hub.local/agent or ws://127.0.0.1:8080/agent, not 'ws://a b'
            url: "ws://me:pw@hub", token-file: token   | 1:13: url: expected an address such as wss://hub.local/agent or ws://127.0.0.1:8080/agent, not 'ws://me:pw@hub'
            url: "ws://hub"                            | 1:6: 'token-file' is missing
            token-file: token                          | 1:6: 'url' is missing
            url: "ws://hub", token: abc, token-file: token | 1:25: unknown key 'token' (one of: ca-file, encoding, pins, transport)
            url: "ws://hub", token-file: "${CREDENTIALS_DIRECTORY}/token" | 1:37: token-file: the environment has no variable 'CREDENTIALS_DIRECTORY'; systemd sets it for services whose unit has LoadCredential=
            url: "wss://hub", token-file: token, pins: [abc] | 1:51: pins: expected SHA-256 fingerprints of 64 hexadecimal digits, not 'abc'
            url: "ws://hub", token-file: token, ca-file: token | 1:13: url: ca-file and pins need wss://, and ws:// does not encrypt
            """)
    void ofTheHub(String hub, String expected) {
        assertThat(f.problems("hub: { " + hub + " }\ndevice: kitchen\nsensors: []"))
                .isEqualTo("agent.yaml:" + expected);
    }

    @Test
    void aTokenFileThatIsNotThere() {
        assertThat(f.problems("device: kitchen\nhub: { url: 'ws://hub', token-file: tokn }\nsensors: []"))
                .isEqualTo("agent.yaml:2:37: token-file: there is no file tokn");
    }

    @Test
    void nothingToDo() {
        assertThat(f.problems(ConfigurationFixture.TOP))
                .isEqualTo(
                        "agent.yaml:1:1: there are neither sensors nor actuators: the agent would have nothing to do");
    }

    @Test
    void whatTwoEntriesClaim() {
        assertThat(f.problems(ConfigurationFixture.TOP + """
                        sensors:
                          - { id: door, driver: gpio-input, pin: 17 }
                          - { id: door, driver: gpio-input, pin: 18 }
                          - { id: pi, driver: host }
                          - { id: pi-load, driver: simulated }
                        actuators:
                          - { id: fan, driver: gpio-output, pin: 17 }
                          - { id: pump, driver: gpio-output, pin: 17, chip: 1 }
                        """)).isEqualTo("""
                        agent.yaml:5:11: id 'door' is taken by the entry in line 4
                        agent.yaml:7:11: channel 'pi-load' also belongs to 'pi' in line 6
                        agent.yaml:9:42: gpio line 17 is already used by 'door' in line 4""");
    }

    @Test
    void allOfThemAtOnceInTheFilesOrder() {
        assertThat(f.problems("""
                        devise: kitchen
                        hub: { url: "wss://hub", token-file: token }
                        spool: { memory: 1KiB }
                        hardware: real
                        sensors:
                          - { id: a, driver: gpio-input, pin: 99999, pull: sideways }
                          - { id: b, driver: nothing-known-at-all, whatever: 1 }
                        """)).isEqualTo("""
                        agent.yaml:1:1: 'device' is missing
                        agent.yaml:1:1: unknown key 'devise' (did you mean 'device'?)
                        agent.yaml:3:18: memory: the spool needs at least 64KiB
                        agent.yaml:4:11: hardware: unknown 'real' (one of: auto, linux, pi4j, fake)
                        agent.yaml:6:39: pin: expected a whole number from 0 to 511, not '99999'
                        agent.yaml:6:52: pull: unknown 'sideways' (one of: none, up, down)
                        agent.yaml:7:22: driver: unknown 'nothing-known-at-all' (one of: SENSORS)""".replace("SENSORS", SENSORS));
    }
}
