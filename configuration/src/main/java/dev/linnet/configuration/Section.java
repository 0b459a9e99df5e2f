package dev.linnet.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a configuration file. Each method that names a key both reads it and makes it known: what is never asked
 * for is an unknown key. A mistake is collected, not thrown, so that a person sees all of them at once; the value returned
 * in its place is the fallback or a harmless stand-in, and {@link Configuration#read} throws at the end. One thread.
 */
public final class Section {
    private final Configuration.Problems problems;
    private final Node place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<Section> children = new ArrayList<>();

    Section(Configuration.Problems problems, Node node) {
        this.problems = problems;
        this.place = node;
        if (!(node instanceof MappingNode mapping)) {
            if (!(node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL))) {
                problems.add(node, "expected a mapping of keys to values");
            }
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), "expected a plain key");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(key, "key '" + key.getValue() + "' stands here twice");
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    /** Whether the key is there, with or without a value. */
    public boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /** Text that must be there; empty after a problem. */
    public String text(String key) {
        return required(key, "", text -> text);
    }

    public String text(String key, String fallback) {
        return optional(key, fallback, text -> text);
    }

    /** Text in a form of the caller's: {@code form} throws {@link IllegalArgumentException} that says what is wrong. */
    public <T extends @Nullable Object> T value(String key, T standIn, Function<String, T> form) {
        return required(key, standIn, form);
    }

    /** As {@link #value}, but the key may be missing. */
    public <T extends @Nullable Object> T valueOr(String key, T fallback, Function<String, T> form) {
        return optional(key, fallback, form);
    }

    public Duration duration(String key) {
        return required(key, Duration.ofSeconds(1), Quantities::duration);
    }

    public Duration duration(String key, Duration fallback) {
        return optional(key, fallback, Quantities::duration);
    }

    /** A size in bytes, such as {@code 64MiB}. */
    public long size(String key, long fallback) {
        return optional(key, fallback, Quantities::size);
    }

    /** A whole number, decimal or {@code 0x…}, from {@code min} to {@code max}. */
    public int integer(String key, int min, int max) {
        return required(key, min, text -> Numbers.integer(text, min, max));
    }

    public int integer(String key, int min, int max, int fallback) {
        return optional(key, fallback, text -> Numbers.integer(text, min, max));
    }

    public double number(String key, double min, double max) {
        return required(key, min, text -> Numbers.number(text, min, max));
    }

    public double number(String key, double min, double max, double fallback) {
        return optional(key, fallback, text -> Numbers.number(text, min, max));
    }

    /** {@code true/false}, {@code on/off} or {@code yes/no}. */
    public boolean flag(String key, boolean fallback) {
        return optional(key, fallback, Numbers::flag);
    }

    /** One of the enum's constants, written in lower case with hyphens; the first after a problem. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return required(key, type.getEnumConstants()[0], text -> Numbers.choice(text, type));
    }

    /** One of the enum's constants, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return optional(key, fallback, text -> Numbers.choice(text, type));
    }

    /** A path relative to the configuration file's folder; <code>${NAME}</code> stands for a variable of the environment. */
    public Path path(String key, Path fallback) {
        return optional(key, fallback, problems::path);
    }

    /** As {@link #path}; a file that this user can read must be there. */
    public Path file(String key) {
        return required(key, Path.of("/dev/null"), text -> readable(problems.path(text)));
    }

    /** A mapping below this one; an empty one when the key is missing. */
    public Section section(String key) {
        Node node = values.get(key);
        known.add(key);
        Section child =
                node == null ? new Section(problems, Configuration.nothingAt(place)) : new Section(problems, node);
        children.add(child);
        return child;
    }

    /** A list of mappings; empty when the key is missing. */
    public List<Section> sections(String key) {
        List<Section> found = new ArrayList<>();
        for (Node node : items(key)) {
            found.add(new Section(problems, node));
        }
        children.addAll(found);
        return found;
    }

    /** A list of plain values; empty when the key is missing. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (Node node : items(key)) {
            if (node instanceof ScalarNode scalar) {
                found.add(scalar.getValue());
            } else {
                problems.add(node, "expected a plain value in '" + key + "'");
            }
        }
        return found;
    }

    /** Every key, for mappings whose keys are names of the user's own. Makes them all known. */
    public List<String> names() {
        known.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Reports a mistake at that key's value, or at this mapping when the key is missing. */
    public void problem(String key, String message) {
        Node node = values.get(key);
        problems.add(node == null ? place : node, message);
    }

    /** The words for a name that is none of the known ones, with the one that was probably meant. */
    public static String unknown(String name, Collection<String> known) {
        return "unknown '" + name + "'" + Suggestion.of(name, known);
    }

    /** The line that this mapping starts on, from 1. */
    public int line() {
        return Configuration.line(place);
    }

    void reportUnknownKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                List<String> free = known.stream()
                        .filter(name -> !values.containsKey(name))
                        .sorted()
                        .toList();
                problems.add(keys.getOrDefault(key, place), "unknown key '" + key + "'" + Suggestion.of(key, free));
            }
        }
        children.forEach(Section::reportUnknownKeys);
    }

    private List<Node> items(String key) {
        known.add(key);
        Node node = values.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(node, "expected a list under '" + key + "', each item after a '-'");
        return List.of();
    }

    private <T extends @Nullable Object> T required(String key, T standIn, Function<String, T> form) {
        if (!has(key)) {
            problems.add(place, "'" + key + "' is missing");
            return standIn;
        }
        return optional(key, standIn, form);
    }

    private <T extends @Nullable Object> T optional(String key, T fallback, Function<String, T> form) {
        known.add(key);
        Node node = values.get(key);
        if (node == null) {
            return fallback;
        }
        if (!(node instanceof ScalarNode scalar) || isNull(node)) {
            problems.add(node, "'" + key + "' needs a single value");
            return fallback;
        }
        try {
            return form.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            problems.add(node, key + ": " + e.getMessage());
            return fallback;
        }
    }

    private static Path readable(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    file + (Files.isDirectory(file) ? " is a folder" : " cannot be read by this user"));
        }
        return file;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }
}
