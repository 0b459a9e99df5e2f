package dev.linnet.sensors.counter;

import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Quantity;
import java.util.List;

/** What the pulses stand for. */
enum Meter {
    /** A pulse is a litre, or a part of one. */
    WATER(Quantity.VOLUME, Quantity.FLOW, 1),
    /** A pulse is a part of a kilowatt-hour; a kilowatt-hour an hour is a thousand watts. */
    ENERGY(Quantity.ENERGY, Quantity.POWER, 3_600_000),
    /** A pulse is a pulse. */
    COUNT(Quantity.COUNT, Quantity.FREQUENCY, 1);

    private final Quantity total;
    private final Quantity rate;
    private final double rateFactor;

    Meter(Quantity total, Quantity rate, double rateFactor) {
        this.total = total;
        this.rate = rate;
        this.rateFactor = rateFactor;
    }

    List<ChannelSpec> channels() {
        return List.of(ChannelSpec.number("total", total), ChannelSpec.number("rate", rate));
    }

    /** From units per second to the unit of the rate. */
    double rate(double unitsPerSecond) {
        return unitsPerSecond * rateFactor;
    }
}
