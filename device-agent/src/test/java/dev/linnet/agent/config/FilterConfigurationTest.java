package dev.linnet.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.conditioning.FilterChain;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sensor's {@code filters}. */
class FilterConfigurationTest {
    @TempDir
    Path folder;

    private ConfigurationFixture f = new ConfigurationFixture(Path.of("/tmp"));

    @BeforeEach
    void inItsFolder() {
        f = new ConfigurationFixture(folder);
    }

    private static String sensor(String filters) {
        return ConfigurationFixture.TOP + """
                sensors:
                  - id: climate
                    driver: bme280
                    filters:
                """ + filters.indent(6);
    }

    @Test
    void areAppliedInTheirOrderToTheChannelsTheyAreFor() throws Exception {
        SensorSettings climate = f.parse(sensor("""
                        - { calibrate: { factor: 2, offset: -0.5 Cel }, channels: [temperature] }
                        - { calibrate: { table: [0 -> 0, 100 -> 90] }, channels: [humidity] }
                        - { clamp: { min: 10 Cel }, channels: [temperature] }
                        - { round: 0 }
                        - { heartbeat: 60s }
                        """)).sensors().getFirst();
        assertThat(new FilterChain(climate.filtersOf("climate-temperature")).accept(10.1, 0))
                .hasValue(20);
        assertThat(new FilterChain(climate.filtersOf("climate-temperature")).accept(1, 0))
                .hasValue(10);
        assertThat(new FilterChain(climate.filtersOf("climate-humidity")).accept(50, 0))
                .hasValue(45);
        assertThat(climate.filtersOf("climate-pressure")).hasSize(2);
        assertThat(climate.filtersOf("door")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            medain: 5                                  | 7:11: unknown key 'medain' (did you mean 'median'?)
            median: 5, delta: 0.1                      | 7:29: each entry of 'filters' is one of
            median: 1                                  | 7:19: median: expected a whole number from 2 to 1000, not '1'
            delta: 0.2 Cel                             | 7:18: delta: channel 'climate-pressure' is in hPa, not in Cel; 'channels' names those that are meant
            delta: 0.2 hPa, channels: [temperature]    | 7:18: delta: channel 'climate-temperature' is in Cel, not in hPa
            delta: -1                                  | 7:18: delta: must be above zero
            delta: much                                | 7:18: delta: expected a number, with or without the channel's unit, such as 0.2 or 0.2 Cel, not 'much'
            delta: NaN                                 | 7:18: delta: expected a number
            heartbeat: 60                              | 7:22: heartbeat: expected a duration with its unit
            round: 10                                  | 7:18: round: expected a whole number from 0 to 9, not '10'
            clamp: { min: 5, max: 1 }                  | 7:25: min: must be below max
            calibrate: { table: [0 -> 1] }             | 7:31: table: a table needs at least two points
            calibrate: { table: [1 -> 1, 0 -> 1] }     | 7:31: table: a table's points must rise from left to right
            calibrate: { table: [1, 2] }               | 7:31: table: expected points such as 0 -> 0.4, not '1'
            calibrate: { ofset: 1 }                    | 7:24: unknown key 'ofset' (did you mean 'offset'?)
            delta: 1, channels: [temprature]           | 7:31: channels: unknown 'temprature' (did you mean 'temperature'?)
            """)
    void mistakes(String entry, String expected) {
        assertThat(f.problems(sensor("- { " + entry + " }"))).contains("agent.yaml:" + expected);
    }

    @Test
    void aSensorWithoutNumbersHasNothingToFilter() {
        assertThat(f.problems(ConfigurationFixture.TOP + """
                        sensors:
                          - { id: door, driver: gpio-input, pin: 17, filters: [{ throttle: 1s }] }
                        """))
                .isEqualTo("agent.yaml:4:56: filters are for numbers, and this sensor has none");
    }
}
