package dev.linnet.websocket.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A message body on its way in (RFC 9112 §6). Takes memory as bytes come, not as they are announced. */
sealed interface Body permits Body.Empty, Body.Sized, Body.UntilClose, ChunkedBody {
    /** The whole body, decoded, or null while there is more to come. */
    byte @Nullable [] read(ByteBuffer in) throws HttpException;

    /** What has come until now. */
    byte[] soFar();

    /** Moves at most that many bytes. */
    static void move(ByteBuffer in, ByteArrayOutputStream out, long most) {
        byte[] piece = new byte[(int) Math.min(in.remaining(), most)];
        in.get(piece);
        out.writeBytes(piece);
    }

    /** None. */
    record Empty() implements Body {
        @Override
        public byte[] read(ByteBuffer in) {
            return soFar();
        }

        @Override
        public byte[] soFar() {
            return new byte[0];
        }
    }

    /** As long as {@code Content-Length} says. */
    final class Sized implements Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private final long length;

        Sized(long length) {
            this.length = length;
        }

        @Override
        public byte @Nullable [] read(ByteBuffer in) {
            move(in, bytes, length - bytes.size());
            return bytes.size() == length ? bytes.toByteArray() : null;
        }

        @Override
        public byte[] soFar() {
            return bytes.toByteArray();
        }
    }

    /** A response's, up to the connection's end or the limit, whichever comes first. */
    final class UntilClose implements Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private final int limit;

        UntilClose(int limit) {
            this.limit = limit;
        }

        @Override
        public byte @Nullable [] read(ByteBuffer in) {
            move(in, bytes, limit - bytes.size());
            return bytes.size() == limit ? bytes.toByteArray() : null;
        }

        @Override
        public byte[] soFar() {
            return bytes.toByteArray();
        }
    }
}
