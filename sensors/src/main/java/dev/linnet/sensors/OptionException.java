package dev.linnet.sensors;

/** Options that are each right but do not go together. */
public final class OptionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String option;

    /** Blames the option with that key. */
    public OptionException(Option<?> option, String message) {
        super(message);
        this.option = option.key();
    }

    /** The key to blame. */
    public String option() {
        return option;
    }
}
