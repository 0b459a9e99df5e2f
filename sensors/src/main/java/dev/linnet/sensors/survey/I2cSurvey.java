package dev.linnet.sensors.survey;

import dev.linnet.sensors.Drivers;
import dev.linnet.sensors.bus.I2cSensorDriver;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.i2c.I2cBus;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One I2C bus: which addresses answer, and which chips may be there. */
final class I2cSurvey implements Survey {
    private final I2cBus bus;

    private I2cSurvey(I2cBus bus) {
        this.bus = bus;
    }

    static List<Survey> all(LinuxDevices devices) throws KernelException {
        return I2cBus.all(devices).stream().<Survey>map(I2cSurvey::new).toList();
    }

    @Override
    public String title() {
        return "I2C bus " + bus.number() + (bus.name().isEmpty() ? "" : " [" + bus.name() + "]");
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        for (I2cBus.Device device : bus.devices()) {
            String place = String.format(Locale.ROOT, "0x%02x", device.address());
            if (device.driven()) {
                String driver = device.driver().isEmpty() ? "" : " '" + device.driver() + "'";
                found.add(Finding.of(place, "in use by the kernel's driver" + driver + ": look below iio and hwmon"));
            } else {
                found.add(finding(place, device.address()));
            }
        }
        return found;
    }

    private Finding finding(String place, int address) {
        List<String> drivers = Drivers.SENSORS.stream()
                .filter(driver -> driver instanceof I2cSensorDriver chip && chip.answersAt(address))
                .map(driver -> driver.name())
                .toList();
        if (drivers.isEmpty()) {
            return Finding.of(place, "a chip that Linnet has no driver for");
        }
        List<String> entries = drivers.stream()
                .map(driver ->
                        "{ id: %s, driver: %s, bus: %d, address: %s }".formatted(driver, driver, bus.number(), place))
                .toList();
        return new Finding(place, "perhaps " + String.join(" or ", drivers), entries);
    }
}
