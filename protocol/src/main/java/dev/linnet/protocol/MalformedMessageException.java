package dev.linnet.protocol;

/** A message that cannot be read; carries the {@link Fault} to answer with. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public MalformedMessageException(Fault.Code code, String detail) {
        super(detail);
        this.fault = new Fault(code, detail);
    }

    public Fault fault() {
        return fault;
    }
}
