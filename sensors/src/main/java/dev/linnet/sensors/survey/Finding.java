package dev.linnet.sensors.survey;

import java.util.List;

/**
 * Something that is there.
 *
 * @param place where, such as {@code 0x76}
 * @param what it is, or may be
 * @param entries of the configuration that would read it, each a YAML mapping in braces; empty when there is no driver
 */
public record Finding(String place, String what, List<String> entries) {
    public Finding {
        entries = List.copyOf(entries);
    }

    static Finding of(String place, String what) {
        return new Finding(place, what, List.of());
    }
}
