package dev.linnet.agent.conditioning;

/** One step of a channel's conditioning, with its own state. Not safe for several threads. */
public sealed interface Filter {
    /** Changes values. */
    non-sealed interface Transform extends Filter {
        double apply(double value);
    }

    /** Lets values pass or holds them back. */
    non-sealed interface Gate extends Filter {
        /**
         * Looks at a value.
         *
         * @param held whether a gate before this one holds the value back
         */
        boolean holds(double value, long nanoTime, boolean held);

        /** The value that was looked at last has left the chain. */
        void passed(double value, long nanoTime);
    }
}
