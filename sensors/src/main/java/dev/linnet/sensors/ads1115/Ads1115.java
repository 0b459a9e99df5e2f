package dev.linnet.sensors.ads1115;

import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One conversion for each input, one after the other, asleep between (TI SBAS444E §8.1, table 8-3). */
final class Ads1115 implements Chip {
    /** In the order of the multiplexer's settings. */
    static final List<String> INPUTS = List.of("a0-a1", "a0-a3", "a1-a3", "a2-a3", "a0", "a1", "a2", "a3");

    /** In the order of the amplifier's settings; volts. */
    static final List<Double> RANGES = List.of(6.144, 4.096, 2.048, 1.024, 0.512, 0.256);

    private static final int CONVERSION = 0x00;
    private static final int CONFIGURATION = 0x01;
    private static final int START = 1 << 15;
    private static final int DONE = 1 << 15;
    private static final int ONCE = 1 << 8;
    private static final int NO_COMPARATOR = 0b11;

    /** 128 conversions a second; its oscillator may be 10 % slow. */
    private static final int RATE = 0b100 << 5;

    private static final Duration TIME = Duration.ofNanos(8_700_000);
    private static final Duration POLL = Duration.ofMillis(1);
    private static final int POLLS = 20;
    private static final double FULL = 32768;

    private final Registers registers;
    private final List<String> inputs;
    private final double range;

    /**
     * A chip with those inputs in use.
     *
     * @param range full scale in volts
     */
    Ads1115(Registers registers, List<String> inputs, double range) {
        this.registers = registers;
        this.inputs = inputs;
        this.range = range;
    }

    @Override
    public Duration start() throws IOException {
        begin(inputs.getFirst());
        return TIME;
    }

    @Override
    public double[] read() throws IOException {
        double[] values = new double[inputs.size()];
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                begin(inputs.get(i));
                LockSupport.parkNanos(TIME.toNanos());
            }
            await();
            values[i] = (short) registers.readWord(CONVERSION) * range / FULL;
        }
        return values;
    }

    private void begin(String input) throws IOException {
        int multiplexer = INPUTS.indexOf(input) << 12;
        int amplifier = RANGES.indexOf(range) << 9;
        registers.writeWord(CONFIGURATION, START | multiplexer | amplifier | ONCE | RATE | NO_COMPARATOR);
    }

    private void await() throws IOException {
        for (int polls = 0; (registers.readWord(CONFIGURATION) & DONE) == 0; polls++) {
            if (polls == POLLS) {
                throw new IOException("the conversion does not end");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
