package dev.linnet.websocket.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chunked body (RFC 9112 §7.1). Extensions are checked and ignored, trailers too. */
final class ChunkedBody implements Body {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern EXTENSIONS =
            Pattern.compile("(;" + TOKEN + "(=(" + TOKEN + "|\"([\\t !#-\\[\\]-~]|\\\\[\\t -~])*\"))?)*");
    private static final int MAX_SIZE_LINE = 128;
    private static final int MAX_SIZE_DIGITS = 8;

    private enum State {
        SIZE,
        DATA,
        DATA_END,
        TRAILERS
    }

    private final HttpLimits limits;
    private final LineReader lines = new LineReader();
    private final FieldsReader trailers;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private State state = State.SIZE;
    private long chunkEnd;

    ChunkedBody(HttpLimits limits) {
        this.limits = limits;
        this.trailers = new FieldsReader(lines, limits.headBytes(), limits.fields());
    }

    @Override
    public byte @Nullable [] read(ByteBuffer in) throws HttpException {
        while (true) {
            switch (state) {
                case SIZE -> {
                    String line = lines.next(in, MAX_SIZE_LINE, 400);
                    if (line == null) {
                        return null;
                    }
                    long size = size(line);
                    chunkEnd = bytes.size() + size;
                    if (chunkEnd > limits.bodyBytes()) {
                        throw new HttpException(413, "a body of more than " + limits.bodyBytes() + " bytes");
                    }
                    state = size == 0 ? State.TRAILERS : State.DATA;
                }
                case DATA -> {
                    Body.move(in, bytes, chunkEnd - bytes.size());
                    if (bytes.size() < chunkEnd) {
                        return null;
                    }
                    state = State.DATA_END;
                }
                case DATA_END -> {
                    if (lines.next(in, 0, 400) == null) {
                        return null;
                    }
                    state = State.SIZE;
                }
                case TRAILERS -> {
                    return trailers.read(in) == null ? null : bytes.toByteArray();
                }
            }
        }
    }

    @Override
    public byte[] soFar() {
        return bytes.toByteArray();
    }

    /** {@code chunk-size [ chunk-ext ]}; blanks, signs and prefixes are no part of it. */
    private static long size(String line) throws HttpException {
        int digits = 0;
        while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0 && line.charAt(digits) < 0x80) {
            digits++;
        }
        if (digits == 0 || digits > MAX_SIZE_DIGITS) {
            throw new HttpException(400, "a chunk without a well-formed size");
        }
        if (!EXTENSIONS.matcher(line).region(digits, line.length()).matches()) {
            throw new HttpException(400, "a chunk size with something after it that is no chunk extension");
        }
        return Long.parseLong(line, 0, digits, 16);
    }
}
