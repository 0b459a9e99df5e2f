package dev.linnet.sensors.ws2812;

import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.bus.SpiPlace;
import dev.linnet.sensors.bus.SpiWire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A strip in one colour; it gives no answer. One thread at a time. */
final class Ws2812 implements Actuator {
    private final Hardware hardware;
    private final ChannelSpec channel;
    private final SpiPlace place;
    private final int lights;
    private @Nullable SpiWire wire;
    private Colour shown = Colour.OFF;

    Ws2812(Hardware hardware, ChannelSpec channel, SpiPlace place, int lights) {
        this.hardware = hardware;
        this.channel = channel;
        this.place = place;
        this.lights = lights;
    }

    @Override
    public ChannelSpec channel() {
        return channel;
    }

    @Override
    public void open(Sample.Value initial) throws IOException {
        close();
        wire = place.open(hardware);
        write(initial);
    }

    @Override
    public void write(Sample.Value value) throws IOException {
        if (!(value instanceof Sample.Text(String text))) {
            throw new IllegalArgumentException("a light takes a colour: #rrggbb or off");
        }
        Colour wanted = Colour.of(text);
        opened().exchange(Signal.of(wanted, lights));
        shown = wanted;
    }

    @Override
    public Sample.Value read() throws IOException {
        opened();
        return Sample.of(shown.toString());
    }

    private SpiWire opened() throws IOException {
        if (wire == null) {
            throw new IOException(place + " is not open");
        }
        return wire;
    }

    @Override
    public void close() {
        SpiWire open = wire;
        wire = null;
        if (open != null) {
            open.close();
        }
    }
}
