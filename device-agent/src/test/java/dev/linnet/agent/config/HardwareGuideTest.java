package dev.linnet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.Driver;
import dev.linnet.sensors.Drivers;
import dev.linnet.sensors.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/hardware.md describes every driver, and what it says to paste is right. */
class HardwareGuideTest {
    private static final Path GUIDE = Path.of("../docs/hardware.md");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyDriverHasASectionWithItsOptionsAndAConfigurationToPaste() throws Exception {
        String guide = Files.readString(GUIDE);
        for (Driver driver : Stream.<Driver>concat(Drivers.SENSORS.stream(), Drivers.ACTUATORS.stream())
                .toList()) {
            String section = section(guide, driver.name());
            assertThat(section).as("a section '### `%s`'", driver.name()).isNotEmpty();
            assertThat(section).contains("driver: " + driver.name());
            for (Option<?> option : driver.options()) {
                assertThat(section).as(driver.name()).contains("`" + option.key() + "`");
            }
        }
    }

    @Test
    void everyConfigurationToPasteIsRight() throws Exception {
        ConfigurationFixture f = new ConfigurationFixture(folder);
        List<String> blocks = YAML.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(5);
        for (String block : blocks) {
            String devices = block.contains("sensors:") || block.contains("actuators:") ? "" : "sensors: []\n";
            assertThat(f.parse(ConfigurationFixture.TOP + devices + block)).isNotNull();
        }
    }

    /** What stands under the heading that names the driver, also one that names several; empty when there is none. */
    private static String section(String guide, String driver) {
        for (String section : guide.split("\n(?=##)", -1)) {
            String heading = section.lines().findFirst().orElse("");
            if (heading.startsWith("### ") && heading.contains("`" + driver + "`")) {
                return section;
            }
        }
        return "";
    }
}
