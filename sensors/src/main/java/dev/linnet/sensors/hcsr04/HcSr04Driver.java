package dev.linnet.sensors.hcsr04;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Quantity;
import dev.linnet.sensors.Sensor;
import dev.linnet.sensors.SensorDriver;
import dev.linnet.sensors.gpio.InputLine;
import dev.linnet.sensors.gpio.Line;
import dev.linnet.sensors.gpio.OutputLine;
import dev.linnet.sensors.gpio.Pull;
import java.time.Duration;
import java.util.List;

/** {@code driver: hc-sr04} */
public final class HcSr04Driver implements SensorDriver {
    static final Option<Integer> TRIGGER = Option.whole("trigger-pin", 0, 511, null, "the line to its TRIG pin");
    static final Option<Integer> ECHO =
            Option.whole("echo-pin", 0, 511, null, "the line to its ECHO pin, through a voltage divider");
    static final Option<Double> TEMPERATURE =
            Option.number("temperature", -40, 85, 20.0, "of the air in °C, on which the speed of sound depends");

    @Override
    public String name() {
        return "hc-sr04";
    }

    @Override
    public String summary() {
        return "HC-SR04, JSN-SR04T, US-100: distance by ultrasound";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(TRIGGER, ECHO, Line.CHIP, TEMPERATURE);
    }

    @Override
    public void validate(OptionValues options) throws OptionException {
        if (options.get(TRIGGER).equals(options.get(ECHO))) {
            throw new OptionException(ECHO, "trigger and echo have the same line");
        }
    }

    @Override
    public List<Claim> claims(OptionValues options) {
        return List.of(
                new Claim(line(options, TRIGGER).toString(), TRIGGER.key()),
                new Claim(line(options, ECHO).toString(), ECHO.key()));
    }

    @Override
    public Duration defaultInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<ChannelSpec> channels(OptionValues options) {
        return List.of(ChannelSpec.number("", Quantity.DISTANCE, 0.02, HcSr04.FARTHEST));
    }

    @Override
    public Sensor create(Hardware hardware, OptionValues options) {
        return new HcSr04(
                hardware,
                channels(options).getFirst(),
                new OutputLine(hardware, line(options, TRIGGER), false),
                new InputLine(hardware, line(options, ECHO), Pull.NONE, false, Duration.ZERO),
                options.get(TEMPERATURE));
    }

    private static Line line(OptionValues options, Option<Integer> pin) {
        return new Line(options.get(Line.CHIP), options.get(pin));
    }
}
