package dev.linnet.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used; its message is the list of all problems found, a line each. */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** At least one, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }
}
