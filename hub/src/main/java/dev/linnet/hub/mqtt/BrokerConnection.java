package dev.linnet.hub.mqtt;

import java.util.List;

/** One connection to a broker. Its methods are called by one thread at a time, which they may block for a bounded time. */
interface BrokerConnection {
    /** Subscribes to each filter with QoS 1; those that the broker does not grant are logged. */
    void subscribe(List<String> filters) throws BrokerException;

    /** Hands the batch over without waiting for the broker, which confirms each message to the batch. */
    void publish(Batch batch) throws BrokerException;

    /** Says goodbye, so that the last will does not come; for a bounded time, then {@link #abort}s. */
    void disconnect();

    /** Cuts the connection: the broker publishes the last will. Returns at once; any thread. */
    void abort();
}
