package dev.linnet.sensors;

import java.util.Locale;

/**
 * What a channel measures or switches. The word on the wire is the constant in lower case with hyphens; each number has
 * the unit of SenML's registry in which drivers report it.
 */
public enum Quantity {
    // What sensors measure.
    TEMPERATURE("Cel"),
    HUMIDITY("%RH"),
    PRESSURE("hPa"),
    ILLUMINANCE("lx"),
    CARBON_DIOXIDE("ppm"),
    GAS_RESISTANCE("Ohm"),
    DISTANCE("m"),
    VOLTAGE("V"),
    CURRENT("A"),
    POWER("W"),
    ENERGY("kWh"),
    FREQUENCY("Hz"),
    FLOW("l/s"),
    VOLUME("l"),
    COUNT("count"),
    BATTERY("%"),
    SIGNAL_STRENGTH("dBm"),
    DURATION("s"),
    DATA_SIZE("B"),
    DATA_RATE("B/s"),
    /** Used part of a whole: memory, disk, processor. */
    USE("%"),
    /** Mean number of tasks that run or wait to. */
    LOAD(""),

    // What is on or off, open or closed.
    DOOR(""),
    WINDOW(""),
    MOTION(""),
    OCCUPANCY(""),
    MOISTURE(""),
    SMOKE(""),
    BUTTON(""),
    CONTACT(""),

    // What actuators move.
    SWITCH(""),
    OUTLET(""),
    FAN(""),
    LIGHT(""),
    VALVE(""),
    PUMP(""),
    HEATER(""),
    BRIGHTNESS("%"),
    POSITION("%");

    private final String unit;

    Quantity(String unit) {
        this.unit = unit;
    }

    /** The usual unit; empty for what has none. */
    public String unit() {
        return unit;
    }

    /** The word on the wire, such as {@code carbon-dioxide}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
