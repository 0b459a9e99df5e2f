package dev.linnet.sensors;

import dev.linnet.sensors.gpio.GpioInputDriver;
import dev.linnet.sensors.gpio.GpioOutputDriver;
import dev.linnet.sensors.host.HostDriver;
import dev.linnet.sensors.simulated.DimmerDriver;
import dev.linnet.sensors.simulated.RelayDriver;
import dev.linnet.sensors.simulated.SwitchDriver;
import dev.linnet.sensors.simulated.WaveformDriver;
import java.util.List;

/** Every driver there is. A new one is a package of its own and a line here. */
public final class Drivers {
    public static final List<SensorDriver> SENSORS =
            List.of(new HostDriver(), new GpioInputDriver(), new WaveformDriver(), new SwitchDriver());

    public static final List<ActuatorDriver> ACTUATORS =
            List.of(new GpioOutputDriver(), new RelayDriver(), new DimmerDriver());

    private Drivers() {}
}
