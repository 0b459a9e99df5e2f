package dev.linnet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong file is answered with: the exact words, place and order. */
class ProblemsTest {
    private static final Path FILE = Path.of("agent.yaml");

    @TempDir
    Path folder;

    /** Asks for one key of every form. */
    private static String bind(Section s) {
        s.text("text", "");
        s.duration("time", Duration.ZERO);
        s.size("size", 0);
        s.integer("pin", 0, 27, 0);
        s.number("level", 0, 100, 0);
        s.flag("on", false);
        s.choice("unit", TimeUnit.class, TimeUnit.DAYS);
        s.path("folder", Path.of("/"));
        s.texts("names");
        s.sections("list").forEach(item -> item.text("id"));
        s.section("hub").text("url", "");
        return "";
    }

    private static String message(String yaml) {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class, () -> Configuration.parse(FILE, yaml, Map.of(), ProblemsTest::bind));
        return String.valueOf(thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tmie: 10s                | 1:1: unknown key 'tmie' (did you mean 'time'?)
            wholly-else: 1           | 1:1: unknown key 'wholly-else' (one of: folder, hub, level, list, names, on, pin, size, text, time, unit)
            time: 10                 | 1:7: time: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '10'
            time: 10 sec             | 1:7: time: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '10 sec'
            time: -1s                | 1:7: time: expected a duration with its unit: ns, us, ms, s, m, h or d, such as 500ms or 10s, not '-1s'
            time: 0.1ns              | 1:7: time: '0.1ns' is too large or too fine
            size: 64MB               | 1:7: size: expected a size with its unit: B, KiB, MiB or GiB, such as 64MiB, not '64MB'
            size: 99999999999GiB     | 1:7: size: '99999999999GiB' is too large or too fine
            pin: 28                  | 1:6: pin: expected a whole number from 0 to 27, not '28'
            pin: 1.5                 | 1:6: pin: expected a whole number from 0 to 27, not '1.5'
            pin: GPIO17              | 1:6: pin: expected a whole number from 0 to 27, not 'GPIO17'
            level: NaN               | 1:8: level: expected a number from 0 to 100, not 'NaN'
            level: high              | 1:8: level: expected a number from 0 to 100, not 'high'
            on: maybe                | 1:5: on: expected true or false, not 'maybe'
            unit: second             | 1:7: unit: unknown 'second' (did you mean 'seconds'?)
            unit: fortnight          | 1:7: unit: unknown 'fortnight' (one of: nanoseconds, microseconds, milliseconds, seconds, minutes, hours, days)
            text:                    | 1:6: 'text' needs a single value
            text: [a]                | 1:7: 'text' needs a single value
            hub: x                   | 1:6: expected a mapping of keys to values
            hub: {url: a, url: b}    | 1:15: key 'url' stands here twice
            hub: {ulr: a}            | 1:7: unknown key 'ulr' (did you mean 'url'?)
            list: x                  | 1:7: expected a list under 'list', each item after a '-'
            list: [x]                | 1:8: expected a mapping of keys to values
            list: [{}]               | 1:8: 'id' is missing
            names: [[a]]             | 1:9: expected a plain value in 'names'
            folder: ${NOWHERE}/x     | 1:9: folder: the environment has no variable 'NOWHERE'
            folder: ${CREDENTIALS_DIRECTORY}/x | 1:9: folder: the environment has no variable 'CREDENTIALS_DIRECTORY'; systemd sets it for services whose unit has LoadCredential=
            - a                      | 1:1: expected a mapping of keys to values
            """)
    void eachMistakeHasItsWords(String yaml, String expected) {
        assertThat(message(yaml)).startsWith("agent.yaml:" + expected);
    }

    @Test
    void allMistakesAreToldAtOnceInTheFilesOrder() {
        assertThat(message("""
                        pin: 99
                        tmie: 10s
                        on: perhaps
                        hub:
                          ulr: x
                        """)).isEqualTo("""
                        agent.yaml:1:6: pin: expected a whole number from 0 to 27, not '99'
                        agent.yaml:2:1: unknown key 'tmie' (did you mean 'time'?)
                        agent.yaml:3:5: on: expected true or false, not 'perhaps'
                        agent.yaml:5:3: unknown key 'ulr' (did you mean 'url'?)""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: b: c'     | 1:5
            '"unended'    | 1:9
            '\tx: 1'      | 1:1
            'a: *unknown' | 1:4
            """)
    void whatIsNotYamlIsPlacedWhereTheParserGaveUp(String yaml, String place) {
        assertThat(message(yaml)).startsWith("agent.yaml:" + place + ": not YAML: ");
    }

    @Test
    void aRequiredKeyIsAskedForWhereItsMappingStands() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse(FILE, "\nhub:\n  x: 1\n", s -> {
                    Section hub = s.section("hub");
                    hub.integer("x", 0, 1);
                    return hub.text("url") + s.file("token-file");
                }))
                .withMessage("agent.yaml:2:1: 'token-file' is missing\nagent.yaml:3:3: 'url' is missing");
    }

    @Test
    void filesThatCannotBeReadSayWhy() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.read(missing, ProblemsTest::bind))
                .withMessage(missing + ":1:1: cannot read this file: there is no such file");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.read(latin, ProblemsTest::bind))
                .withMessage(latin + ":1:1: cannot read this file: it is not UTF-8 text");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse(
                        folder.resolve("a.yaml"), "f: gone\ng: .", s -> "" + s.file("f") + s.file("g")))
                .withMessageContaining("a.yaml:1:4: f: there is no file " + folder.resolve("gone"))
                .withMessageContaining("a.yaml:2:4: g: " + folder.resolve(".") + " is a folder");
    }

    @Test
    void theCallersOwnProblemsStandBesideTheOthers() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse(FILE, "a: 1\nb: 2\n", s -> {
                    s.text("a");
                    s.problem("b", "b and a go together badly");
                    s.problem("missing", "here too");
                    return s.text("b");
                }))
                .withMessage("agent.yaml:1:1: here too\nagent.yaml:2:4: b and a go together badly");
    }

    @Test
    void aRecordThatRefusesItsValuesIsAProblemOfTheFile() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.parse(FILE, "a: 1", s -> {
                    throw new IllegalArgumentException("min above max in " + s.text("a"));
                }))
                .withMessage("agent.yaml:1:1: min above max in 1");
    }
}
