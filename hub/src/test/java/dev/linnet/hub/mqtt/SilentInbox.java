package dev.linnet.hub.mqtt;

/** Of a connection that is not to come about. */
record SilentInbox() implements Broker.Inbox {
    @Override
    public void message(String topic, byte[] payload, boolean retained) {
        throw new AssertionError("a message from a broker that was to refuse, or to be refused");
    }

    @Override
    public void lost(String reason) {
        throw new AssertionError("lost what was never there");
    }
}
