package dev.linnet.protocol;

/** Writes the items of one message in one encoding. */
interface ItemWriter {
    /** Begins an object of the protocol's own fields. */
    void startObject();

    /** Begins an object of so many fields whose names are data. */
    void startMap(int size);

    void endObject();

    void startArray(int size);

    void endArray();

    /** The name of one of the protocol's own fields. */
    void name(String name);

    /** A name that is data. */
    void key(String name);

    void text(String text);

    void whole(long number);

    /** A finite number that is not whole, or too large to be written as one. */
    void real(double number);

    /** Microseconds as exact seconds. */
    void seconds(long micros);

    void bool(boolean value);

    /** All that was written; the writer is done. */
    byte[] bytes();
}
