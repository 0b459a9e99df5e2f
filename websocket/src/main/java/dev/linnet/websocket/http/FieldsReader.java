package dev.linnet.websocket.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the field lines of a head or of trailers, up to the empty line (RFC 9112 §5). */
final class FieldsReader {
    private final LineReader lines;
    private final int maxFields;
    private final List<HttpHeaders.Field> fields = new ArrayList<>();
    private int remaining;

    /**
     * @param maxBytes most bytes of all lines together, their ends counted
     */
    FieldsReader(LineReader lines, int maxBytes, int maxFields) {
        this.lines = lines;
        this.remaining = maxBytes;
        this.maxFields = maxFields;
    }

    /** All fields, or null while the empty line has not come. */
    @Nullable
    HttpHeaders read(ByteBuffer in) throws HttpException {
        String line;
        while ((line = lines.next(in, Math.max(0, remaining - 2), 431)) != null) {
            if (line.isEmpty()) {
                return new HttpHeaders(fields);
            }
            remaining -= line.length() + 2;
            if (fields.size() == maxFields) {
                throw new HttpException(431, "more than " + maxFields + " header fields");
            }
            fields.add(parse(line));
        }
        return null;
    }

    private static HttpHeaders.Field parse(String line) throws HttpException {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            // RFC 9112 §5.2: a server must refuse obs-fold or replace it.
            throw new HttpException(400, "a header field continued on the next line");
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        // RFC 9112 §5.1: no whitespace between name and colon; it is not a token character.
        if (colon < 0 || !FieldSyntax.isToken(name)) {
            throw new HttpException(400, "a header line without a well-formed name");
        }
        String value = FieldSyntax.trim(line.substring(colon + 1));
        if (!FieldSyntax.isValue(value)) {
            throw new HttpException(400, "a control character in header " + name);
        }
        return new HttpHeaders.Field(name, value);
    }
}
