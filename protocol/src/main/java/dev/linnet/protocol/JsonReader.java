package dev.linnet.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** JSON's items, as Jackson's parser finds them. */
final class JsonReader implements ItemReader {
    private final JsonParser parser;

    JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    @Override
    public Item next() {
        return item(parser.nextToken());
    }

    @Override
    public @Nullable String nextName() {
        return parser.nextName();
    }

    @Override
    public boolean nameIsText() {
        return true;
    }

    @Override
    public Item current() {
        return item(parser.currentToken());
    }

    @Override
    public String text() {
        return parser.getString();
    }

    @Override
    public double real() {
        return parser.getDoubleValue();
    }

    @Override
    public long whole() {
        try {
            return parser.getLongValue();
        } catch (InputCoercionException e) {
            return Long.MIN_VALUE;
        }
    }

    @Override
    public void skip() {
        parser.skipChildren();
    }

    @Override
    public int depth() {
        return parser.streamReadContext().getNestingDepth();
    }

    @Override
    public String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    @Override
    public void close() {
        parser.close();
    }

    private static Item item(@Nullable JsonToken token) {
        if (token == null) {
            return Item.END;
        }
        return switch (token) {
            case START_OBJECT -> Item.OBJECT;
            case END_OBJECT -> Item.END_OBJECT;
            case START_ARRAY -> Item.ARRAY;
            case END_ARRAY -> Item.END_ARRAY;
            case PROPERTY_NAME -> Item.NAME;
            case VALUE_STRING -> Item.TEXT;
            case VALUE_NUMBER_INT -> Item.WHOLE;
            case VALUE_NUMBER_FLOAT -> Item.REAL;
            case VALUE_TRUE -> Item.TRUE;
            case VALUE_FALSE -> Item.FALSE;
            case VALUE_NULL -> Item.NULL;
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> Item.OTHER;
        };
    }
}
