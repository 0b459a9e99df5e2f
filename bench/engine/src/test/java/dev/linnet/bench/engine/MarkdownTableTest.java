package dev.linnet.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.bench.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTableTest {
    @Test
    void theMarkdownTableHasARowForEachContender(@TempDir Path folder) throws IOException {
        Figures figures = new Figures();
        figures.add("echo.100", "linnet", 200_000);
        figures.add("echo.100", "linnet", 210_000);
        figures.add("echo.100", "bun", 190_000);
        figures.add("rss.mib", "linnet", 47.5);
        Path file = folder.resolve("engine.md");
        new MarkdownTable(figures).write(file);
        assertThat(file).hasContent("""
                | | echo, 100: k msg/s | resident MiB |
                | --- | --- | --- |
                | linnet | 205 (200–210) | 47.5 (47.5–47.5) |
                | bun | 190 (190–190) | – |
                """);
    }
}
