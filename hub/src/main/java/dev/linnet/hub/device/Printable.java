package dev.linnet.hub.device;

/** What a device says, made fit for a log: one line, not endless. */
public final class Printable {
    private static final int MAX_CHARS = 200;

    private Printable() {}

    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
        return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
    }
}
