package dev.linnet.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Walks the items of one message in one encoding, forwards and once. What it cannot read it throws as the encoding's own
 * unchecked exception, which its codec words as a fault.
 */
interface ItemReader extends AutoCloseable {
    /** Moves to the next item; {@link Item#END} behind the message. */
    Item next();

    /** Moves to the object's next name, of which the next item is the value; null at the object's end. */
    @Nullable
    String nextName();

    /** Whether the name at hand was spelled out, which one that is not of this protocol's own has to be. */
    boolean nameIsText();

    Item current();

    /** The string at hand, or how the number at hand was written. */
    String text();

    /** The number at hand as a double; infinite when a double cannot hold it. */
    double real();

    /** The whole number at hand; {@link Long#MIN_VALUE} when a long cannot hold it. */
    long whole();

    /** Moves to the end of the object or array that has just begun; does nothing at other items. */
    void skip();

    /** How many objects and arrays are open. */
    int depth();

    /** The place as a JSON pointer (RFC 6901). */
    String pointer();

    @Override
    void close();
}
