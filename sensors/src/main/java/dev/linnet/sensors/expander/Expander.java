package dev.linnet.sensors.expander;

import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.bus.I2cPlace;
import dev.linnet.sensors.bus.I2cWire;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One chip, which the devices on its lines share. Any thread that may block; one thing at a time, since a line cannot be set without knowing its
 * neighbours. The lock is held while the bus answers: nobody but these devices waits for it.
 */
final class Expander {
    private static final int TRIES = 3;

    private final Hardware hardware;
    private final I2cPlace place;
    private final Function<I2cWire, ExpanderChip> chips;

    // Guarded by this.
    private @Nullable I2cWire wire;
    private @Nullable ExpanderChip chip;
    private @Nullable Setup setup;

    Expander(Hardware hardware, I2cPlace place, Function<I2cWire, ExpanderChip> chips) {
        this.hardware = hardware;
        this.place = place;
        this.chips = chips;
    }

    synchronized void input(int line, boolean pullUp) throws IOException {
        setUp(present().input(line, pullUp));
    }

    /** Makes it an output, and sets it. */
    synchronized void output(int line, boolean high) throws IOException {
        setUp(present().output(line, high));
    }

    /** The levels on the wires; bit n is line n. */
    synchronized int levels() throws IOException {
        Setup expected = present();
        return tried(open -> open.levels(expected));
    }

    boolean level(int line) throws IOException {
        return (levels() >> line & 1) != 0;
    }

    private void setUp(Setup wanted) throws IOException {
        // Noted afterwards: what could not be done now is not done some time later by itself.
        setup = tried(open -> {
            open.apply(wanted);
            return wanted;
        });
    }

    private Setup present() throws IOException {
        Setup known = setup;
        if (known == null) {
            known = tried(ExpanderChip::present);
            setup = known;
        }
        return known;
    }

    private <T> T tried(Step<T> step) throws IOException {
        IOException first = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return step.with(opened());
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        close();
        String reason = first == null ? "failed" : String.valueOf(first.getMessage());
        throw new IOException(reason.contains(place.toString()) ? reason : place + ": " + reason, first);
    }

    private ExpanderChip opened() throws IOException {
        ExpanderChip open = chip;
        if (open == null) {
            I2cWire opened = place.open(hardware);
            open = chips.apply(opened);
            wire = opened;
            chip = open;
        }
        return open;
    }

    private void close() {
        chip = null;
        I2cWire open = wire;
        wire = null;
        if (open != null) {
            open.close();
        }
    }

    private interface Step<T> {
        T with(ExpanderChip chip) throws IOException;
    }
}
