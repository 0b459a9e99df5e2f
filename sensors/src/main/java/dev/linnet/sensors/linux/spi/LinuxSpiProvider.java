package dev.linnet.sensors.linux.spi;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiConfig;
import com.pi4j.io.spi.SpiProviderBase;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.KernelException;

/** SPI devices: bus and chip select name the device file. */
public final class LinuxSpiProvider extends SpiProviderBase {
    private final LinuxDevices devices;

    public LinuxSpiProvider(LinuxDevices devices) {
        super("linnet-spi", "SPI (character device)");
        this.devices = devices;
    }

    @Override
    public int getPriority() {
        return LinuxDevices.PRIORITY;
    }

    @Override
    public Spi create(SpiConfig config) {
        SpiDevice chip = open(config);
        LinuxSpi device = new LinuxSpi(this, config, chip);
        try {
            context.registry().add(device);
        } catch (RuntimeException e) {
            chip.close();
            throw e;
        }
        return device;
    }

    private SpiDevice open(SpiConfig config) {
        boolean lsbFirst = config.writeLsbFirstUserProvided() && config.writeLsbFirst() != 0;
        try {
            return SpiDevice.open(
                    devices,
                    config.bus().getBus(),
                    config.channel(),
                    config.mode().getMode(),
                    lsbFirst,
                    config.baud());
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
