package dev.linnet.sensors.ds18b20;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the kernel's w1_therm measures (Documentation/w1/slaves/w1_therm.rst): opening the file starts a conversion and blocks for up to
 * 0.9 s until it is done.
 */
final class Ds18b20 implements Sensor {
    private static final int TRIES = 3;
    private static final Pattern VALUE = Pattern.compile("t=(-?\\d+)");
    private static final double MILLI = 1000;

    /** What the chip holds after power-up, before its first conversion (data sheet 19-7487 rev. 6, table 1). */
    private static final double POWER_UP = 85;

    private final Hardware hardware;
    private final ChannelSpec channel;
    private final String address;
    private final Thermometers thermometers;

    /**
     * Wires it.
     *
     * @param address empty for the only thermometer on the bus
     */
    Ds18b20(Hardware hardware, ChannelSpec channel, String address) {
        this.hardware = hardware;
        this.channel = channel;
        this.address = address;
        this.thermometers = new Thermometers(hardware.root());
    }

    @Override
    public List<ChannelSpec> channels() {
        return List.of(channel);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        String name = address.isEmpty() ? only() : address;
        Path file = thermometers.value(name);
        for (int tries = 1; ; tries++) {
            try {
                sink.accept(channel, Sample.of(celsius(Files.readString(file), name)), hardware.nanoTime());
                return;
            } catch (NoSuchFileException e) {
                throw new IOException("1-wire: no thermometer " + name + " on the bus: check wiring and pull-up", e);
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Two lines: nine bytes and whether their checksum is right, and the same bytes with the temperature. */
    private static double celsius(String text, String name) throws IOException {
        if (!text.contains("YES")) {
            throw new IOException("1-wire: wrong checksum from " + name + ": a long or disturbed wire");
        }
        Matcher value = VALUE.matcher(text);
        if (!value.find()) {
            throw new IOException("1-wire: " + name + " gave no temperature");
        }
        double celsius = Integer.parseInt(value.group(1)) / MILLI;
        if (celsius == POWER_UP) {
            throw new IOException("1-wire: " + name + " has lost its power during the measurement (it says 85 °C)");
        }
        return celsius;
    }

    private String only() throws IOException {
        if (!thermometers.hasBus()) {
            throw new IOException("1-wire: the kernel shows no bus: load it (Raspberry Pi: dtoverlay=w1-gpio)");
        }
        List<String> found = thermometers.addresses();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new IOException(
                found.isEmpty()
                        ? "1-wire: no thermometer on the bus: check wiring and pull-up"
                        : "1-wire: there are " + String.join(", ", found) + ": choose one with 'sensor'");
    }
}
