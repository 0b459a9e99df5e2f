package dev.linnet.sensors.linux.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import dev.linnet.sensors.linux.LinuxDevices;
import java.time.Duration;

/** Inputs with edges, bias and the kernel's debounce; one thread for all of them, started with the first. */
public final class LinuxDigitalInputProvider extends DigitalInputProviderBase {
    private final GpioLines lines;
    private final EdgeLoop loop;

    public LinuxDigitalInputProvider(LinuxDevices devices) {
        super("linnet-digital-input", "GPIO inputs (character device)");
        this.lines = new GpioLines(devices.gpioChips(), devices.gpioChip());
        this.loop = new EdgeLoop(devices.kernel());
    }

    @Override
    public int getPriority() {
        return LinuxDevices.PRIORITY;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        Line line = lines.request(config, new LineSettings.Input(bias(config), debounce(config)));
        LinuxDigitalInput input =
                new LinuxDigitalInput(this, new InputLineConfig(config, lines.identifier(config)), line, loop);
        try {
            context.registry().add(input);
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
        return input;
    }

    private static LineSettings.Bias bias(DigitalInputConfig config) {
        return switch (config.pull()) {
            case OFF -> LineSettings.Bias.NONE;
            case PULL_UP -> LineSettings.Bias.PULL_UP;
            case PULL_DOWN -> LineSettings.Bias.PULL_DOWN;
        };
    }

    /** Pi4J's debounce is in microseconds. */
    private static Duration debounce(DigitalInputConfig config) {
        Long micros = config.debounce();
        return micros == null ? Duration.ZERO : Duration.ofNanos(micros * 1_000);
    }

    @Override
    public DigitalInputProvider shutdownInternal(Context context) throws ShutdownException {
        loop.close();
        return super.shutdownInternal(context);
    }
}
