package dev.linnet.protocol;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The integers that stand for field names in CBOR: SenML's own (RFC 8428 §6), then this protocol's, shortest for the frequent. */
final class Labels {
    /** What has no label is spelled out. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int FIRST = -6;
    private static final String[] NAMES = {
        "bs",
        "bv",
        "bu",
        "bt",
        "bn",
        "bver", // −6…−1
        "n",
        "u",
        "v",
        "vs",
        "vb",
        "s",
        "t",
        "ut",
        "vd", // 0…8
        "boot",
        "seq",
        "readings",
        "type",
        "id",
        "value",
        "status",
        "reason", // 9…16
        "channel",
        "ttl",
        "code",
        "detail",
        "time",
        "acknowledged",
        "heartbeat", // 17…23, the last of one byte
        "maxMessage",
        "maxReadings",
        "device",
        "spooled",
        "version",
        "model",
        "channels", // 24…30
        "kind",
        "quantity",
        "unit",
        "range",
        "min",
        "max" // 31…36
    };

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
