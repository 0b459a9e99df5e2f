package dev.linnet.protocol;

import org.jspecify.annotations.Nullable;

/** One object or array that a {@link CborReader} is in; used again for the next one at the same depth. */
final class CborLevel {
    /** The size of what ends with a break. */
    static final long INDEFINITE = -1;

    private final @Nullable CborLevel outer;
    private @Nullable CborLevel inner;
    private boolean map;
    private long left; // elements or fields that are still to come
    private boolean valueDue;
    private @Nullable String name;
    private int index;

    CborLevel(@Nullable CborLevel outer) {
        this.outer = outer;
        if (outer != null) {
            outer.inner = this;
        }
    }

    void begin(boolean isMap, long size) {
        map = isMap;
        left = size;
        valueDue = false;
        name = null;
        index = -1;
    }

    boolean isMap() {
        return map;
    }

    boolean isIndefinite() {
        return left == INDEFINITE;
    }

    boolean isComplete() {
        return left == 0;
    }

    void element() {
        index++;
        count();
    }

    void field(String of) {
        name = of;
        valueDue = true;
        count();
    }

    private void count() {
        if (left != INDEFINITE) {
            left--;
        }
    }

    /** Whether a name has been read whose value comes now. */
    boolean takeValue() {
        boolean due = valueDue;
        valueDue = false;
        return due;
    }

    @Nullable
    CborLevel outer() {
        return outer;
    }

    /** The level that was inside of this one before, if there was one. */
    @Nullable
    CborLevel inner() {
        return inner;
    }

    /** The place as a JSON pointer (RFC 6901). */
    String pointer() {
        String before = outer == null ? "" : outer.pointer();
        if (!map) {
            return index < 0 ? before : before + "/" + index;
        }
        return name == null ? before : before + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
