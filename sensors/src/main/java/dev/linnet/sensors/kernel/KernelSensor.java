package dev.linnet.sensors.kernel;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads channels of one device. It is looked for each time: its number changes when it or its driver comes and goes. */
final class KernelSensor implements Sensor {
    /** A DHT22 fails one reading in a few on a busy machine, where the kernel misses its edges. */
    private static final int TRIES = 3;

    private final Hardware hardware;
    private final KernelDevices devices;
    private final String device;
    private final List<String> names;
    private final List<ChannelSpec> channels;

    /**
     * Wires it.
     *
     * @param names the kernel's for {@code channels}, in the same order
     */
    KernelSensor(
            Hardware hardware, KernelDevices devices, String device, List<String> names, List<ChannelSpec> channels) {
        this.hardware = hardware;
        this.devices = devices;
        this.device = device;
        this.names = names;
        this.channels = channels;
    }

    @Override
    public List<ChannelSpec> channels() {
        return channels;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        Path folder = devices.find(device);
        for (int i = 0; i < names.size(); i++) {
            sink.accept(channels.get(i), read(folder, names.get(i)), hardware.nanoTime());
        }
    }

    /** One channel's failure is not the others'. */
    private Sample read(Path folder, String name) {
        KernelQuantity quantity = KernelQuantity.of(devices.system(), name).orElseThrow();
        for (int tries = 1; ; tries++) {
            try {
                return Sample.of(quantity.convert(devices.value(folder, name)));
            } catch (NoSuchFileException e) {
                return new Sample.Unavailable(devices.system() + ": '" + device + "' has no channel '" + name + "'");
            } catch (IOException e) {
                if (tries == TRIES) {
                    return new Sample.Unavailable(
                            devices.system() + ": '" + device + "' cannot read '" + name + "': " + e.getMessage());
                }
            }
        }
    }
}
