package dev.linnet.websocket.http;

import java.time.LocalDate;

/**
 * Writes a time as {@code Sun, 06 Nov 1994 08:49:37 GMT} (IMF-fixdate, RFC 9110 §5.6.7). By hand: the JDK's formatter brings
 * 190 classes with it, the world's locales among them.
 */
final class HttpDate {
    private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final int SECONDS_A_DAY = 86_400;
    private static final int EPOCHS_DAY = 3; // 1 January 1970 was a Thursday

    private HttpDate() {}

    /** Of a year with four digits. */
    static String of(long epochSecond) {
        long epochDay = Math.floorDiv(epochSecond, SECONDS_A_DAY);
        int second = Math.floorMod(epochSecond, SECONDS_A_DAY);
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS[Math.floorMod(epochDay + EPOCHS_DAY, DAYS.length)]).append(", ");
        twoDigits(text, day.getDayOfMonth()).append(' ').append(MONTHS[day.getMonthValue() - 1]);
        text.append(' ');
        twoDigits(text, day.getYear() / 100);
        twoDigits(text, day.getYear() % 100).append(' ');
        twoDigits(text, second / 3600).append(':');
        twoDigits(text, second / 60 % 60).append(':');
        return twoDigits(text, second % 60).append(" GMT").toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
