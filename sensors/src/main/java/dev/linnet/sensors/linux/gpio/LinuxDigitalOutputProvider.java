package dev.linnet.sensors.linux.gpio;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.linnet.sensors.linux.LinuxDevices;

/** Outputs that take their initial state in the same step in which they become outputs; low where none is given. */
public final class LinuxDigitalOutputProvider extends DigitalOutputProviderBase {
    private final GpioLines lines;

    public LinuxDigitalOutputProvider(LinuxDevices devices) {
        super("linnet-digital-output", "GPIO outputs (character device)");
        this.lines = new GpioLines(devices.gpioChips(), devices.gpioChip());
    }

    @Override
    public int getPriority() {
        return LinuxDevices.PRIORITY;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        Line line = lines.request(config, new LineSettings.Output(config.initialState() == DigitalState.HIGH));
        LinuxDigitalOutput output =
                new LinuxDigitalOutput(this, new OutputLineConfig(config, lines.identifier(config)), line);
        try {
            context.registry().add(output);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
        return output;
    }
}
