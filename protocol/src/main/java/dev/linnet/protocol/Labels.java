package dev.linnet.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The integers that stand for field names in CBOR: SenML's own (RFC 8428 §6), then this protocol's, shortest for the frequent. */
final class Labels {
    /** What has no label is spelled out. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int FIRST = -6;
    /** From −6 upwards; those up to 23, {@code heartbeat}, take one byte. */
    private static final String[] NAMES = """
            bs bv bu bt bn bver n u v vs vb s t ut vd \
            boot seq readings type id value status reason channel ttl code detail time acknowledged heartbeat \
            maxMessage maxReadings device spooled version model channels kind quantity unit range min max \
            stream last cause from until spool bytes maxBytes left lost unavailable""".split(" ");

    private static final Map<String, Integer> LABELS = labels();

    private Labels() {}

    static int of(String name) {
        return LABELS.getOrDefault(name, NONE);
    }

    /** The name; null for a label that this version does not know. */
    static @Nullable String name(long label) {
        return label < FIRST || label - FIRST >= NAMES.length ? null : NAMES[(int) label - FIRST];
    }

    private static Map<String, Integer> labels() {
        Map<String, Integer> labels = HashMap.newHashMap(NAMES.length);
        for (int i = 0; i < NAMES.length; i++) {
            labels.put(NAMES[i], FIRST + i);
        }
        return Map.copyOf(labels);
    }
}
