package dev.linnet.hub.mqtt;

/** A broker that one can connect to. */
@FunctionalInterface
interface Broker {
    /**
     * Connects anew; may block, but not for ever.
     *
     * @param inbox hears the connection's messages and its loss
     */
    BrokerConnection connect(Inbox inbox) throws BrokerException;

    /** Hears one connection, on the client library's thread: must not block, nor call the connection. */
    interface Inbox {
        /** A message to one of the subscriptions; {@code retained} when the broker had kept it from before. */
        void message(String topic, byte[] payload, boolean retained);

        /** The connection is gone; comes at most once. */
        void lost(String reason);
    }
}
