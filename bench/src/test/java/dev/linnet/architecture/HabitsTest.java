package dev.linnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md asks of every source file, of every module. */
class HabitsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int MAX_LINES = 450;
    private static final int MEDIAN_LINES = 100;
    // TrustManager and KeyManager are what the JDK calls them.
    private static final Pattern EMPTY_NAMES = Pattern.compile(
            ".*(/(util|utils|common|misc|impl|helper|helpers)/|(Util|Utils|Helper|(?<!Trust|Key)Manager|Impl)\\.java$).*");
    private static final List<String> AGENT =
            List.of("device-agent", "sensors", "protocol", "configuration", "systemd", "websocket");
    private static final Pattern SLEEP = Pattern.compile("\\b(Thread|TimeUnit\\.\\w+)\\.sleep\\(");

    private static List<Path> sources = List.of();

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(ROOT::relativize)
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(50);
    }

    @Test
    void filesAreSmall() {
        assertThat(those(file -> lines(file).size() > MAX_LINES)).isEmpty();
        List<Integer> sizes =
                sources.stream().map(file -> lines(file).size()).sorted().toList();
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(MEDIAN_LINES);
    }

    @Test
    void namesSaySomething() {
        assertThat(those(file -> EMPTY_NAMES.matcher("/" + file).matches())).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        assertThat(those(file -> file.toString().contains("/src/main/")
                        && !Files.exists(ROOT.resolve(file).resolveSibling("package-info.java"))))
                .isEmpty();
    }

    @Test
    void testsWaitForWhatHappensAndNeverSleep() {
        assertThat(those(file -> file.toString().contains("/src/test/")
                        && lines(file).stream()
                                .anyMatch(line -> SLEEP.matcher(line).find())))
                .isEmpty();
    }

    @Test
    void noSwitchInAnAgentIsMadeAtRunTime() throws IOException {
        List<Path> classes = new ArrayList<>();
        for (String module : AGENT) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("target/classes"))) {
                classes.addAll(
                        files.filter(file -> file.toString().endsWith(".class")).toList());
            }
        }
        assertThat(classes).hasSizeGreaterThan(400);
        classes.removeIf(file -> file.endsWith("ServerTls.class")); // the hub's
        classes.removeIf(file -> !text(file).contains("java/lang/runtime/SwitchBootstraps"));
        assertThat(classes).isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> those(Predicate<Path> broken) {
        return sources.stream().filter(broken).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
