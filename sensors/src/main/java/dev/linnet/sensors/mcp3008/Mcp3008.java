package dev.linnet.sensors.mcp3008;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Exchange;
import java.io.IOException;

/** Converts while it is asked (Microchip DS21295D §5 and figure 6-1). */
final class Mcp3008 implements Chip {
    private static final int START = 1;
    private static final int SINGLE_ENDED = 0x80;
    private static final double STEPS = 1024;

    private final Exchange wire;
    private final int[] inputs;
    private final double reference;

    Mcp3008(Exchange wire, int[] inputs, double reference) {
        this.wire = wire;
        this.inputs = inputs.clone();
        this.reference = reference;
    }

    @Override
    public double[] read() throws IOException {
        double[] values = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            byte[] answer = wire.exchange(START, SINGLE_ENDED | inputs[i] << 4, 0);
            // The bit before the ten that count is always zero (figure 6-1); without a chip the wire reads as ones.
            if ((answer[1] & 0x04) != 0) {
                throw new IOException("nothing answers: check wiring and chip select");
            }
            values[i] = (Bytes.word(answer, 1) & 0x3FF) * reference / STEPS;
        }
        return values;
    }
}
