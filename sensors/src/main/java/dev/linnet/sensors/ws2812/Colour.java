package dev.linnet.sensors.ws2812;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Red, green and blue from 0 to 255. */
record Colour(int red, int green, int blue) {
    static final Colour OFF = new Colour(0, 0, 0);

    private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Reads {@code #rrggbb}; {@code off} is black. */
    static Colour of(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a colour is #rrggbb or off, not '" + text + "'");
        }
        int number = HexFormat.fromHexDigits(text, 1, text.length());
        return new Colour(number >> 16, number >> 8 & 0xFF, number & 0xFF);
    }

    @Override
    public String toString() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }
}
