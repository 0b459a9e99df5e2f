package dev.linnet.websocket.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** Bytes from a peer as people can read them, and as no terminal can be harmed by them. */
final class PayloadText {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final UnaryOperator<String> mask;

    PayloadText(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    void appendText(StringBuilder line, ByteBuffer utf8) {
        String text = StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
        line.append(" \"").append(printable(mask.apply(text))).append('"');
    }

    void appendHex(StringBuilder line, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        line.append(' ').append(HEX.formatHex(bytes));
    }

    /** A close frame's code and reason, right or wrong. */
    void appendClose(StringBuilder line, ByteBuffer payload) {
        if (payload.remaining() >= 2) {
            line.append(' ').append(payload.getShort(payload.position()) & 0xFFFF);
            if (payload.remaining() > 2) {
                appendText(line, payload.slice(payload.position() + 2, payload.remaining() - 2));
            }
        } else if (payload.hasRemaining()) {
            appendHex(line, payload);
        }
    }

    String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> printable.append('\\').appendCodePoint(c);
                case '\n' -> printable.append("\\n");
                default -> {
                    switch (Character.getType(c)) {
                        case Character.CONTROL,
                                Character.FORMAT,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR -> printable.append(String.format("\\u%04x", c));
                        default -> printable.appendCodePoint(c);
                    }
                }
            }
        });
        return printable.toString();
    }
}
