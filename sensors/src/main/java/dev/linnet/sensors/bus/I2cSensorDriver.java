package dev.linnet.sensors.bus;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A driver for one kind of chip on I2C: all but the chip itself, its channels and its own options. */
public abstract class I2cSensorDriver implements SensorDriver {
    private final String name;
    private final String summary;
    private final Option<Integer> address;

    /**
     * Describes a kind of chip.
     *
     * @param address as {@link I2cPlace#addressOption} makes it
     */
    protected I2cSensorDriver(String name, String summary, Option<Integer> address) {
        this.name = name;
        this.summary = summary;
        this.address = address;
    }

    /** Talks to the chip. */
    protected abstract Chip chip(I2cWire wire, OptionValues options);

    /** Options besides bus and address. */
    protected List<Option<?>> ownOptions() {
        return List.of();
    }

    /** Whether a chip of this kind may have that address. */
    public final boolean answersAt(int candidate) {
        if (!(address.form() instanceof Option.Form.Whole(int min, int max)) || candidate < min || candidate > max) {
            return false;
        }
        try {
            validate(new OptionValues.Builder().put(address, candidate).build());
            return true;
        } catch (OptionException _) {
            return false;
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final List<Option<?>> options() {
        return Stream.concat(Stream.of(I2cPlace.BUS, address), ownOptions().stream())
                .toList();
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return I2cPlace.of(options, address).claims();
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public final Sensor create(Hardware hardware, OptionValues options) {
        List<ChannelSpec> channels = channels(options);
        return new ChipSensor<>(hardware, I2cPlace.of(options, address), channels, wire -> chip(wire, options));
    }
}
