package dev.linnet.sensors.linux.gpio;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;

/** A change of an input's level with what Pi4J's own event leaves out: the kernel's time stamp and edges lost before it. */
public final class LineEvent extends DigitalStateChangeEvent<DigitalInput> {
    private final Edge edge;

    LineEvent(DigitalInput source, Edge edge) {
        super(source, edge.rising() ? DigitalState.HIGH : DigitalState.LOW);
        this.edge = edge;
    }

    public Edge edge() {
        return edge;
    }
}
