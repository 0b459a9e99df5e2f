package dev.linnet.hub.mqtt;

/** The broker cannot be used now; the message names the broker, the reason and the remedy. */
final class BrokerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether trying again soon is of any use. */
    enum Cause {
        /** Not there, not answering, or gone: it may be back at any moment. */
        UNREACHABLE,
        /** It said no: until a person changes something, it will say so again. */
        REFUSED
    }

    private final Cause why;

    BrokerException(Cause why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    BrokerException(Cause why, String message) {
        super(message);
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
