package dev.linnet.sensors.ds18b20;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** {@code driver: ds18b20} */
public final class Ds18b20Driver implements SensorDriver {
    /** A family that the kernel's w1_therm knows, then the serial number. */
    private static final Pattern ADDRESS = Pattern.compile("(10|22|28|3b|42)-[0-9a-f]{12}");

    private static final Option<String> SENSOR =
            Option.word("sensor", "", "its address, such as 28-00000a1b2c3d (missing: the only one on the bus)");

    @Override
    public String name() {
        return "ds18b20";
    }

    @Override
    public String summary() {
        return "Dallas DS18B20, DS18S20, DS1822, DS28EA00: temperature over the kernel's 1-Wire";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SENSOR);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        String sensor = options.get(SENSOR);
        if (!sensor.isEmpty() && !ADDRESS.matcher(sensor).matches()) {
            throw new OptionException(SENSOR, "'" + sensor + "' is no address such as 28-00000a1b2c3d");
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        String sensor = options.get(SENSOR);
        String resource = sensor.isEmpty() ? "the only 1-Wire thermometer" : "1-Wire thermometer " + sensor;
        return List.of(new Claim(resource, SENSOR.key()));
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.TEMPERATURE, -55, 125));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new Ds18b20(hardware, channels(options).getFirst(), options.get(SENSOR));
    }
}
