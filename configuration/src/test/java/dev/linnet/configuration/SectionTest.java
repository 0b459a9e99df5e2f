package dev.linnet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a right file gives. */
class SectionTest {
    @TempDir
    Path folder;

    private <T> T read(String yaml, Function<Section, T> bind) throws ConfigurationException {
        return Configuration.parse(folder.resolve("agent.yaml"), yaml, Map.of("HOME", "/home/me", "EMPTY", ""), bind);
    }

    private <T> void gives(String yaml, Function<Section, T> bind, T expected) throws ConfigurationException {
        assertThat((Object) read(yaml, bind)).as(yaml).isEqualTo(expected);
    }

    @Test
    void valuesComeInTheFormThatIsAskedFor() throws Exception {
        record Everything(
                String text, Duration time, long bytes, int whole, int hex, double number, boolean on, TimeUnit unit) {}
        Everything read = read(
                """
                text: a b
                time: 1.5s
                bytes: 64MiB
                whole: 007
                hex: 0x76
                number: -2.5
                on: yes
                unit: seconds
                """,
                s -> new Everything(
                        s.text("text"),
                        s.duration("time"),
                        s.size("bytes", 0),
                        s.integer("whole", 0, 10),
                        s.integer("hex", 0, 127),
                        s.number("number", -10, 10),
                        s.flag("on", false),
                        s.choice("unit", TimeUnit.class, TimeUnit.DAYS)));
        assertThat(read)
                .isEqualTo(new Everything(
                        "a b", Duration.ofMillis(1500), 64L << 20, 7, 0x76, -2.5, true, TimeUnit.SECONDS));
    }

    @Test
    void whatIsMissingFallsBack() throws Exception {
        gives("", s -> s.duration("every", Duration.ofSeconds(3)), Duration.ofSeconds(3));
        gives("", s -> s.integer("n", 0, 9, 4), 4);
        gives("", s -> s.number("n", 0, 9, 4.5), 4.5);
        gives("", s -> s.text("t", "x"), "x");
        gives("", s -> s.sections("list"), List.of());
        gives("list:", s -> s.texts("list"), List.of());
        gives("", s -> s.section("below").flag("on", true), true);
    }

    @Test
    void listsAndMappingsInBothStyles() throws Exception {
        Function<Section, List<String>> ids =
                s -> s.sections("sensors").stream().map(item -> item.text("id")).toList();
        gives("sensors:\n  - id: a\n  - { id: b }\n", ids, List.of("a", "b"));
        gives("sensors: [{id: a}, {id: b}]", ids, List.of("a", "b"));
        gives("names: [x, 'y z']", s -> s.texts("names"), List.of("x", "y z"));
        gives("tokens: {a: 1, b: 2}", s -> s.section("tokens").names(), List.of("a", "b"));
    }

    @Test
    void pathsAreRelativeToTheFileAndMayNameTheEnvironment() throws Exception {
        gives("f: token", s -> s.path("f", Path.of("/")), folder.resolve("token"));
        gives("f: /etc/x", s -> s.path("f", Path.of("/")), Path.of("/etc/x"));
        gives("f: ${HOME}/x", s -> s.path("f", Path.of("/")), Path.of("/home/me/x"));
        gives("", s -> s.path("f", Path.of("/fallback")), Path.of("/fallback"));
    }

    @Test
    void aFileThatMustBeThereIs() throws Exception {
        Files.writeString(folder.resolve("token"), "secret");
        gives("f: token", s -> s.file("f"), folder.resolve("token"));
    }

    @Test
    void durationsInEveryUnit() throws Exception {
        Map<String, Duration> written = Map.of(
                "5ns", Duration.ofNanos(5),
                "5us", Duration.ofNanos(5_000),
                "5µs", Duration.ofNanos(5_000),
                "5 ms", Duration.ofMillis(5),
                "0s", Duration.ZERO,
                "5m", Duration.ofMinutes(5),
                "5min", Duration.ofMinutes(5),
                "1.5h", Duration.ofMinutes(90),
                "2d", Duration.ofDays(2));
        for (Map.Entry<String, Duration> entry : written.entrySet()) {
            gives("t: " + entry.getKey(), s -> s.duration("t"), entry.getValue());
        }
    }

    @Test
    void fractionsAreExact() throws Exception {
        gives("t: 1.123456789h", s -> s.duration("t"), Duration.ofNanos(4_044_444_440_400L));
        gives("t: 0.000000001s", s -> s.duration("t"), Duration.ofNanos(1));
        gives("t: 2.50000000000000s", s -> s.duration("t"), Duration.ofMillis(2_500));
        gives("n: 1.5KiB", s -> s.size("n", 0), 1_536L);
        gives("n: 0.0009765625KiB", s -> s.size("n", 0), 1L);
        assertThatThrownBy(() -> Quantities.size("0.3KiB")).hasMessageContaining("too fine");
        assertThatThrownBy(() -> Quantities.duration("0.00000000000000000000000000001ns"))
                .hasMessageContaining("too fine");
    }
}
