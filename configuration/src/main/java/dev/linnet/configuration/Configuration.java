package dev.linnet.configuration;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a configuration file: parse, bind, and every mistake in one exception. */
public final class Configuration {
    private Configuration() {}

    /**
     * Binds the file's top mapping with {@code bind}.
     *
     * @throws ConfigurationException with every mistake: in the YAML, found by {@code bind}, or a key that it never asked for
     */
    public static <T> T read(Path file, Function<Section, T> bind) throws ConfigurationException {
        return parse(file, text(file), bind);
    }

    /** As {@link #read}, for text that is at hand; {@code file} is only named in problems and the base of paths. */
    public static <T> T parse(Path file, String yaml, Function<Section, T> bind) throws ConfigurationException {
        return parse(file, yaml, System.getenv(), bind);
    }

    /** As {@link #parse(Path, String, Function)}, with the environment that paths may name. */
    static <T> T parse(Path file, String yaml, Map<String, String> environment, Function<Section, T> bind)
            throws ConfigurationException {
        Problems problems = new Problems(file, environment);
        Section top = new Section(problems, compose(file, yaml));
        T bound = null;
        try {
            bound = bind.apply(top);
        } catch (IllegalArgumentException e) {
            // A record's own validation may trip over the stand-in that took a wrong value's place.
            if (problems.found.isEmpty()) {
                throw new ConfigurationException(
                        List.of(new Problem(file.toString(), 1, 1, String.valueOf(e.getMessage()))));
            }
        }
        top.reportUnknownKeys();
        if (!problems.found.isEmpty() || bound == null) {
            throw new ConfigurationException(problems.found);
        }
        return bound;
    }

    private static String text(Path file) throws ConfigurationException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (AccessDeniedException e) {
            throw unreadable(file, "this user may not read it");
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static ConfigurationException unreadable(Path file, String why) {
        return new ConfigurationException(List.of(new Problem(file.toString(), 1, 1, "cannot read this file: " + why)));
    }

    private static Node compose(Path file, String yaml) throws ConfigurationException {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setUseMarks(true)
                    .setAllowDuplicateKeys(true) // Section reports them with a line of its own
                    .build();
            Optional<Node> node = new Compose(settings).composeString(yaml);
            return node.orElseGet(() -> nothing(Optional.empty()));
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            int line = mark == null ? 1 : mark.getLine() + 1;
            int column = mark == null ? 1 : mark.getColumn() + 1;
            throw new ConfigurationException(
                    List.of(new Problem(file.toString(), line, column, "not YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            throw new ConfigurationException(
                    List.of(new Problem(file.toString(), 1, 1, "not YAML: " + e.getMessage())));
        }
    }

    /** An absent value that reports its problems where its parent stands. */
    static Node nothingAt(Node parent) {
        return nothing(parent.getStartMark());
    }

    private static Node nothing(Optional<Mark> mark) {
        return new ScalarNode(Tag.NULL, true, "", ScalarStyle.PLAIN, mark, mark);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** What was found so far. */
    static final class Problems {
        private final Path file;
        private final Map<String, String> environment;
        private final List<Problem> found = new ArrayList<>();

        Problems(Path file, Map<String, String> environment) {
            this.file = file;
            this.environment = environment;
        }

        void add(Node node, String message) {
            int column = node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
            found.add(new Problem(file.toString(), line(node), column, message));
        }

        Path path(String text) {
            return Paths.resolve(text, folder(), environment);
        }

        private Path folder() {
            Path parent = file.toAbsolutePath().getParent();
            return parent == null ? file.toAbsolutePath() : parent;
        }
    }
}
