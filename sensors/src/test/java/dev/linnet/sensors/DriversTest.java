package dev.linnet.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriversTest {
    private static Stream<Driver> all() {
        return Stream.concat(Drivers.SENSORS.stream(), Drivers.ACTUATORS.stream());
    }

    @Test
    void everyNameIsWrittenAsInTheConfigurationAndStandsForOneDriver() {
        assertThat(all().map(Driver::name)).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
    }

    @Test
    void everyOptionHasAKeyOfItsOwnAndSaysWhatItMeans() {
        all().forEach(driver -> {
            Set<String> keys = new HashSet<>();
            for (Option<?> option : driver.options()) {
                assertThat(keys.add(option.key()))
                        .as("%s has '%s' twice", driver.name(), option.key())
                        .isTrue();
                assertThat(option.key()).matches("[a-z-]+").isNotIn("id", "driver", "every", "initial", "fail-safe");
                assertThat(option.help()).isNotBlank();
            }
        });
    }

    @Test
    void everyDriverDescribesItself() {
        assertThat(all().map(Driver::summary)).allMatch(summary -> !summary.isBlank());
        assertThat(Drivers.SENSORS).allMatch(driver -> driver.defaultInterval().isPositive());
    }

    @Test
    void everyQuantityHasARegisteredUnit() {
        assertThat(Quantity.values())
                .allMatch(quantity -> Units.require(quantity.unit()).equals(quantity.unit()));
        assertThat(Quantity.CARBON_DIOXIDE.word()).isEqualTo("carbon-dioxide");
    }
}
