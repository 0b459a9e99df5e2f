package dev.linnet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md leaves nothing out that a user can set, and links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern METRIC = Pattern.compile("\"(linnet_[a-z_]+)\"");
    private static final Pattern KEY = Pattern.compile(
            "\\.(?:value|valueOr|text|texts|path|file|flag|duration|size|integer|choice|section|sections)\\(\"([a-z-]+)\"");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everyMetricIsDescribed() throws IOException {
        Set<String> metrics = found(METRIC, "hub/src/main/java");
        assertThat(metrics).isNotEmpty();
        assertThat(read(ROOT.resolve("docs/operations.md"))).contains(metrics.toArray(String[]::new));
    }

    @Test
    void everyKeyOfBothConfigurationsIsDescribed() throws IOException {
        Set<String> keys = found(KEY, "hub/src/main/java/dev/linnet/hub/config");
        keys.addAll(found(KEY, "device-agent/src/main/java/dev/linnet/agent/config"));
        assertThat(keys).contains("listen", "device");
        String operations = read(ROOT.resolve("docs/operations.md"));
        assertThat(keys).allSatisfy(key -> assertThat(operations).containsPattern("\\b" + key + ":|`" + key + "`"));
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(DocumentationTest::checkLinks);
            }
        }
    }

    private static void checkLinks(Path document) {
        for (MatchResult link : LINK.matcher(read(document)).results().toList()) {
            assertThat(document.resolveSibling(link.group(1)))
                    .as("a link in " + document)
                    .exists();
        }
    }

    private static Set<String> found(Pattern pattern, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
