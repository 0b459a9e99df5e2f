package dev.linnet.hub.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A message for the broker. Its payload is made when it is sent, by the thread that sends: not on an event loop, and not
 * at all when a newer value takes its place first.
 */
record Publication(String topic, Kind kind, Supplier<byte[]> payload) {
    /** How the broker is to treat it. */
    enum Kind {
        /**
         * What is true now, retained. At most once is enough: TCP loses nothing on a connection that lives, and after one
         * that died everything is published again.
         */
        STATE(0, true),
        /** A command's end, told once: at least once, until the broker has confirmed it. */
        RESULT(1, false),
        /** Readings, told once: at least once, so that it is known which ones the broker took. */
        TELEMETRY(1, false);

        private final int qos;
        private final boolean retained;

        Kind(int qos, boolean retained) {
            this.qos = qos;
            this.retained = retained;
        }

        int qos() {
            return qos;
        }

        boolean retained() {
            return retained;
        }
    }

    static Publication state(String topic, String text) {
        return new Publication(topic, Kind.STATE, () -> utf8(text));
    }

    static Publication state(String topic, Supplier<byte[]> payload) {
        return new Publication(topic, Kind.STATE, payload);
    }

    /** Takes a retained message away from the broker (MQTT 3.1.1 §3.3.1.3). */
    static Publication retraction(String topic) {
        return new Publication(topic, Kind.STATE, () -> new byte[0]);
    }

    static Publication result(String topic, Supplier<byte[]> payload) {
        return new Publication(topic, Kind.RESULT, payload);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
