package dev.linnet.sensors.ws2812;

/**
 * The lights' wire, made of SPI's data line: at 2.4 MHz three SPI bits are one of theirs of 1.25 µs, high for a third (0) or two thirds (1) of it
 * (Worldsemi WS2812B data sheet, p. 4). Pure.
 */
final class Signal {
    static final int SPEED = 2_400_000;

    private static final int ZERO = 0b100;
    private static final int ONE = 0b110;

    /** More than 280 µs of low make them show what they got. */
    private static final int RESET = 90;

    private Signal() {}

    /** The same colour for each light, in the order green, red, blue. */
    static int[] of(Colour colour, int lights) {
        int[] one = new int[9];
        encode(colour.green(), one, 0);
        encode(colour.red(), one, 3);
        encode(colour.blue(), one, 6);
        int[] all = new int[lights * one.length + RESET];
        for (int i = 0; i < lights; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    /** Eight bits, the highest first, become 24. */
    private static void encode(int value, int[] into, int at) {
        int bits = 0;
        for (int bit = 7; bit >= 0; bit--) {
            bits = bits << 3 | ((value >> bit & 1) == 1 ? ONE : ZERO);
        }
        into[at] = bits >> 16 & 0xFF;
        into[at + 1] = bits >> 8 & 0xFF;
        into[at + 2] = bits & 0xFF;
    }
}
