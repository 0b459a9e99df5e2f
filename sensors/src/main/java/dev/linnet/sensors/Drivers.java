package dev.linnet.sensors;

import dev.linnet.sensors.ads1115.Ads1115Driver;
import dev.linnet.sensors.aht20.Aht20Driver;
import dev.linnet.sensors.bh1750.Bh1750Driver;
import dev.linnet.sensors.bme280.Bme280Driver;
import dev.linnet.sensors.bme680.Bme680Driver;
import dev.linnet.sensors.counter.PulseCounterDriver;
import dev.linnet.sensors.ds18b20.Ds18b20Driver;
import dev.linnet.sensors.expander.ExpanderInputDriver;
import dev.linnet.sensors.expander.ExpanderKind;
import dev.linnet.sensors.expander.ExpanderOutputDriver;
import dev.linnet.sensors.gpio.BuzzerDriver;
import dev.linnet.sensors.gpio.CoverDriver;
import dev.linnet.sensors.gpio.GpioInputDriver;
import dev.linnet.sensors.gpio.GpioOutputDriver;
import dev.linnet.sensors.hcsr04.HcSr04Driver;
import dev.linnet.sensors.host.HostDriver;
import dev.linnet.sensors.ina219.Ina219Driver;
import dev.linnet.sensors.kernel.KernelDriver;
import dev.linnet.sensors.lm75.Lm75Driver;
import dev.linnet.sensors.mcp3008.Mcp3008Driver;
import dev.linnet.sensors.mcp9808.Mcp9808Driver;
import dev.linnet.sensors.pwm.PwmDriver;
import dev.linnet.sensors.pwm.ServoDriver;
import dev.linnet.sensors.scd4x.Scd4xDriver;
import dev.linnet.sensors.sht.ShtDriver;
import dev.linnet.sensors.simulated.CounterDriver;
import dev.linnet.sensors.simulated.DimmerDriver;
import dev.linnet.sensors.simulated.RelayDriver;
import dev.linnet.sensors.simulated.SwitchDriver;
import dev.linnet.sensors.simulated.WaveformDriver;
import dev.linnet.sensors.tsl2561.Tsl2561Driver;
import dev.linnet.sensors.veml7700.Veml7700Driver;
import dev.linnet.sensors.ws2812.Ws2812Driver;
import java.util.List;

/** Every driver there is. A new one is a package of its own and a line here. */
public final class Drivers {
    public static final List<SensorDriver> SENSORS = List.of(
            new HostDriver(),
            new GpioInputDriver(),
            new ExpanderInputDriver(ExpanderKind.MCP23017),
            new ExpanderInputDriver(ExpanderKind.PCF8574),
            new PulseCounterDriver(),
            new HcSr04Driver(),
            Bme280Driver.bme280(),
            Bme280Driver.bmp280(),
            new Bme680Driver(),
            ShtDriver.sht3x(),
            ShtDriver.sht4x(),
            new Aht20Driver(),
            new Scd4xDriver(),
            new Ds18b20Driver(),
            new Lm75Driver(),
            new Mcp9808Driver(),
            new Bh1750Driver(),
            new Tsl2561Driver(),
            new Veml7700Driver(),
            new Ads1115Driver(),
            new Mcp3008Driver(),
            new Ina219Driver(),
            KernelDriver.iio(),
            KernelDriver.hwmon(),
            new WaveformDriver(),
            new SwitchDriver(),
            new CounterDriver());

    public static final List<ActuatorDriver> ACTUATORS = List.of(
            new GpioOutputDriver(),
            new ExpanderOutputDriver(ExpanderKind.MCP23017),
            new ExpanderOutputDriver(ExpanderKind.PCF8574),
            new BuzzerDriver(),
            new CoverDriver(),
            new PwmDriver(),
            new ServoDriver(),
            new Ws2812Driver(),
            new RelayDriver(),
            new DimmerDriver());

    private Drivers() {}
}
