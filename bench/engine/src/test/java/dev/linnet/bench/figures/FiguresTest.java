package dev.linnet.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.bench.figures.Figures.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @Test
    void mediansAndSpread() {
        Figures figures = new Figures();
        for (double value : new double[] {3, 1, 2}) {
            figures.add("echo.100", "linnet", value);
        }
        figures.add("echo.100", "jetty", 4);
        assertThat(figures.of("echo.100")).containsEntry("linnet", new Summary(2, 1, 3));
        assertThat(figures.ratiosOf("echo.100", "linnet")).isEmpty(); // jetty lacks two rounds
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Figures figures = new Figures();
        figures.add("echo.100", "linnet", 10);
        figures.add("echo.100", "linnet", 30);
        figures.add("echo.100", "jetty", 5);
        figures.add("echo.100", "jetty", 20);
        assertThat(figures.ratiosOf("echo.100", "linnet")).containsEntry("jetty", new Summary(1.75, 1.5, 2));
    }

    @Test
    void theJsonIsFlatAndNamesOthersBehindTheMetric(@TempDir Path folder) throws IOException {
        Figures figures = new Figures();
        figures.add("echo.100", "linnet", 10);
        figures.add("echo.100", "netty-epoll", 8);
        Path file = folder.resolve("engine.json");
        new Report(figures).write(file);
        assertThat(Files.readString(file))
                .contains("\"echo.100\": 10.0000")
                .contains("\"echo.100.netty-epoll\": 8.0000")
                .contains("\"echo.100.vs.netty-epoll\": 1.2500");
    }
}
