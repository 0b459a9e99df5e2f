package dev.linnet.sensors.scd4x;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Chip;
import dev.linnet.sensors.bus.Commands;
import dev.linnet.sensors.bus.Crc8;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The chip measures by itself every 5 s, and a reading takes the newest (Sensirion SCD4x data sheet, version 1.6, §3.5 to §3.7). The first
 * reading after it was set up only starts it and so has no value.
 */
final class Scd4x implements Chip {
    private static final int START = 0x21B1;
    private static final int STOP = 0x3F86;
    private static final int SET_ALTITUDE = 0x2427;
    private static final int IS_READY = 0xE4B8;
    private static final int READ = 0xEC05;
    private static final int READY_BITS = 0x07FF;
    private static final double FULL = 65535;

    /** After a stop the chip listens to nothing for so long. */
    private static final Duration STOPPING = Duration.ofMillis(500);

    /** What the other commands take before the next, or before their answer. */
    private static final Duration EXECUTION = Duration.ofMillis(1);

    /** Readings without a new value before the chip is taken to be stuck. */
    private static final int PATIENCE = 10;

    private final Commands chip;
    private final int altitude;
    private double[] last = {Double.NaN, Double.NaN, Double.NaN};
    private boolean running;
    private int misses;

    /**
     * A chip that is not spoken to yet.
     *
     * @param altitude in metres, 0 to leave it as it is
     */
    Scd4x(Commands chip, int altitude) {
        this.chip = chip;
        this.altitude = altitude;
    }

    /** It may still be measuring for the program that ran before, and then obeys nothing else. */
    @Override
    public void initialise() throws IOException {
        send(STOP);
    }

    @Override
    public Duration start() throws IOException {
        if (!running) {
            return STOPPING;
        }
        send(IS_READY);
        return EXECUTION;
    }

    @Override
    public double[] read() throws IOException {
        if (!running) {
            begin();
        } else if ((Crc8.words(chip.receive(3))[0] & READY_BITS) != 0) {
            send(READ);
            LockSupport.parkNanos(EXECUTION.toNanos());
            int[] words = Crc8.words(chip.receive(9));
            last = new double[] {words[0], -45 + 175 * words[1] / FULL, 100 * words[2] / FULL};
            misses = 0;
        } else if (++misses > PATIENCE) {
            throw new IOException("no new measurement for " + misses + " readings");
        }
        return last.clone();
    }

    private void begin() throws IOException {
        if (altitude > 0) {
            byte[] word = Bytes.of(altitude >> 8, altitude);
            chip.send(SET_ALTITUDE >> 8, SET_ALTITUDE, word[0], word[1], Crc8.of(word, 0, 2));
            LockSupport.parkNanos(EXECUTION.toNanos());
        }
        send(START);
        running = true;
    }

    private void send(int command) throws IOException {
        chip.send(command >> 8, command);
    }
}
