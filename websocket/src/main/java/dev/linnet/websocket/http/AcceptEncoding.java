package dev.linnet.websocket.http;

import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110 §12.5.3), for the one coding that is offered here. */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Whether an answer may be compressed with gzip. A weight that cannot be read counts as a refusal. */
    static boolean gzip(HttpHeaders request) {
        boolean any = false;
        for (String element : request.list("Accept-Encoding")) {
            int semicolon = element.indexOf(';');
            String coding = FieldSyntax.trim(semicolon < 0 ? element : element.substring(0, semicolon));
            boolean accepted = semicolon < 0 || isPositive(element.substring(semicolon + 1));
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return accepted;
            }
            if (coding.equals("*")) {
                any = accepted;
            }
        }
        return any;
    }

    /** {@code q=} with a number from 0 to 1 (RFC 9110 §12.4.2), and more than 0. */
    private static boolean isPositive(String weight) {
        String text = FieldSyntax.trim(weight).toLowerCase(Locale.ROOT);
        return text.matches("q=(1(\\.0{0,3})?|0\\.[0-9]{0,3})") && !text.matches("q=0\\.0{0,3}");
    }
}
