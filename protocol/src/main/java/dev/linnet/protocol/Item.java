package dev.linnet.protocol;

/** What stands next in a message, in whichever encoding it came. */
enum Item {
    OBJECT("an object"),
    END_OBJECT("an object"),
    ARRAY("an array"),
    END_ARRAY("an array"),
    /** A field's name; only seen by those who skip. */
    NAME("an object"),
    TEXT("a string"),
    WHOLE("a number"),
    REAL("a number"),
    TRUE("a boolean"),
    FALSE("a boolean"),
    NULL("null"),
    /** What an encoding has and messages never hold, such as CBOR's byte strings. */
    OTHER("something else"),
    /** The message is over. */
    END("nothing");

    private final String words;

    Item(String words) {
        this.words = words;
    }

    /** For people. */
    String describe() {
        return words;
    }

    boolean isNumeric() {
        return this == WHOLE || this == REAL;
    }

    boolean isBoolean() {
        return this == TRUE || this == FALSE;
    }
}
