package dev.linnet.websocket;

import dev.linnet.websocket.tls.TlsIdentity;
import dev.linnet.websocket.tls.TlsTrust;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The limits and times of a {@link WebSocketClient}.
 *
 * @param connectTimeout until the TCP connection stands, over all of the host's addresses
 * @param handshakeTimeout from there to the end of the opening handshake, TLS included
 * @param maxMessageBytes largest message taken from the server; a larger one ends the connection with 1009
 * @param maxOutboundBytes bytes that may wait on the connection; a message that does not fit is refused to its sender
 * @param heartbeat time between two pings; a server from which nothing comes for two is gone; zero for no heartbeat
 * @param closeTimeout how long the server may take to answer a close
 * @param trust which servers to believe under {@code wss://}
 * @param identity what to show a server that asks for a client's certificate, or null
 * @param compression how to compress messages where the peer agrees to it, or null for not at all
 * @param failures hears what a listener threw, with one sentence that says where
 */
public record ClientOptions(
        Duration connectTimeout,
        Duration handshakeTimeout,
        int maxMessageBytes,
        int maxOutboundBytes,
        Duration heartbeat,
        Duration closeTimeout,
        TlsTrust trust,
        @Nullable TlsIdentity identity,
        @Nullable Compression compression,
        BiConsumer<String, Throwable> failures) {
    public ClientOptions {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(failures, "failures");
        Bounds.positive("connectTimeout", connectTimeout);
        Bounds.positive("handshakeTimeout", handshakeTimeout);
        Bounds.positive("closeTimeout", closeTimeout);
        Bounds.ofConnection(maxMessageBytes, maxOutboundBytes, heartbeat);
    }

    /** What suits an agent on a small board. */
    public static ClientOptions defaults() {
        return builder().build();
    }

    /** Everything at its default, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from the defaults; {@link #build} validates. */
    public static final class Builder {
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private int maxMessageBytes = 64 * 1024;
        private int maxOutboundBytes = 256 * 1024;
        private Duration heartbeat = Duration.ofSeconds(20);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private TlsTrust trust = TlsTrust.system();
        private @Nullable TlsIdentity identity;
        private @Nullable Compression compression;
        private BiConsumer<String, Throwable> failures = Builder::log;

        private Builder() {}

        private static void log(String message, Throwable failure) {
            System.getLogger("dev.linnet.websocket").log(Level.WARNING, message, failure);
        }

        /** Sets {@link ClientOptions#connectTimeout}. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** Sets {@link ClientOptions#handshakeTimeout}. */
        public Builder handshakeTimeout(Duration value) {
            handshakeTimeout = value;
            return this;
        }

        /** Sets {@link ClientOptions#maxMessageBytes}. */
        public Builder maxMessageBytes(int value) {
            maxMessageBytes = value;
            return this;
        }

        /** Sets {@link ClientOptions#maxOutboundBytes}. */
        public Builder maxOutboundBytes(int value) {
            maxOutboundBytes = value;
            return this;
        }

        /** Sets {@link ClientOptions#heartbeat}. */
        public Builder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        /** Sets {@link ClientOptions#closeTimeout}. */
        public Builder closeTimeout(Duration value) {
            closeTimeout = value;
            return this;
        }

        /** Sets {@link ClientOptions#trust}. */
        public Builder trust(TlsTrust value) {
            trust = value;
            return this;
        }

        /** Sets {@link ClientOptions#identity}. */
        public Builder identity(TlsIdentity value) {
            identity = value;
            return this;
        }

        /** Off unless this is called. */
        public Builder compression(Compression value) {
            compression = value;
            return this;
        }

        /** Sets {@link ClientOptions#failures}. */
        public Builder failures(BiConsumer<String, Throwable> value) {
            failures = value;
            return this;
        }

        /** All that was set, validated. */
        public ClientOptions build() {
            return new ClientOptions(
                    connectTimeout,
                    handshakeTimeout,
                    maxMessageBytes,
                    maxOutboundBytes,
                    heartbeat,
                    closeTimeout,
                    trust,
                    identity,
                    compression,
                    failures);
        }
    }
}
