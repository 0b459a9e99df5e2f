package dev.linnet.sensors.survey;

import dev.linnet.sensors.ds18b20.Thermometers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Thermometers on the kernel's 1-Wire buses. */
final class OneWireSurvey implements Survey {
    private final Path root;

    OneWireSurvey(Path root) {
        this.root = root;
    }

    @Override
    public String title() {
        return "1-Wire";
    }

    @Override
    public List<Finding> findings() throws IOException {
        return new Thermometers(root)
                .addresses().stream()
                        .map(address -> new Finding(
                                address,
                                "a thermometer",
                                List.of("{ id: t-%s, driver: ds18b20, sensor: %s }"
                                        .formatted(address.substring(address.length() - 4), address))))
                        .toList();
    }
}
