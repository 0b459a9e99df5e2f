package dev.linnet.configuration;

/** One mistake in a configuration file, in words that say how to mend it; line and column count from 1. */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** As compilers print it, so that editors jump there. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
