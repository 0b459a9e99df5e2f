package dev.linnet.sensors.linux;

import com.pi4j.extension.Plugin;
import com.pi4j.extension.PluginService;
import com.pi4j.provider.Provider;
import dev.linnet.sensors.linux.gpio.LinuxDigitalInputProvider;
import dev.linnet.sensors.linux.gpio.LinuxDigitalOutputProvider;
import dev.linnet.sensors.linux.i2c.LinuxI2CProvider;
import dev.linnet.sensors.linux.kernel.Libc;
import dev.linnet.sensors.linux.pwm.LinuxPwmProvider;
import dev.linnet.sensors.linux.spi.LinuxSpiProvider;

/**
 * Offers the providers to Pi4J's auto-detection (the chip for lines that name none: context property {@value #GPIO_CHIP}). Whoever
 * wants exactly these, and nothing else that may be on the class path, builds a context with {@code noAutoDetect()} and adds {@link #providers}.
 */
public final class LinuxPlugin implements Plugin {
    public static final String GPIO_CHIP = "linnet.gpio.chip";

    /** A context with this property, whatever its value, gets none of these providers by auto-detection. */
    public static final String LEFT_OUT = "linnet.providers.left-out";

    @Override
    public void initialize(PluginService service) {
        if (service.context().properties().has(LEFT_OUT)) {
            return;
        }
        String chip = service.context().properties().get(GPIO_CHIP);
        service.register(providers(new LinuxDevices(new Libc(), chip)));
    }

    public static Provider<?, ?, ?>[] providers(LinuxDevices devices) {
        return new Provider<?, ?, ?>[] {
            new LinuxDigitalInputProvider(devices),
            new LinuxDigitalOutputProvider(devices),
            new LinuxI2CProvider(devices),
            new LinuxSpiProvider(devices),
            new LinuxPwmProvider(devices)
        };
    }
}
