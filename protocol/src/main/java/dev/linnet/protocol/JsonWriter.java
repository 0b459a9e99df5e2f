package dev.linnet.protocol;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;

/** JSON's items, through Jackson's generator. */
final class JsonWriter implements ItemWriter {
    private static final int USUAL_BYTES = 256;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    private final JsonGenerator out;

    JsonWriter(TokenStreamFactory factory) {
        out = factory.createGenerator(ObjectWriteContext.empty(), bytes);
    }

    @Override
    public void startObject() {
        out.writeStartObject();
    }

    @Override
    public void startMap(int size) {
        out.writeStartObject();
    }

    @Override
    public void endObject() {
        out.writeEndObject();
    }

    @Override
    public void startArray(int size) {
        out.writeStartArray();
    }

    @Override
    public void endArray() {
        out.writeEndArray();
    }

    @Override
    public void name(String name) {
        out.writeName(name);
    }

    @Override
    public void key(String name) {
        out.writeName(name);
    }

    @Override
    public void text(String text) {
        out.writeString(text);
    }

    @Override
    public void whole(long number) {
        out.writeNumber(number);
    }

    @Override
    public void real(double number) {
        out.writeNumber(number);
    }

    @Override
    public void seconds(long micros) {
        out.writeNumber(Micros.seconds(micros));
    }

    @Override
    public void bool(boolean value) {
        out.writeBoolean(value);
    }

    @Override
    public byte[] bytes() {
        out.close();
        return bytes.toByteArray();
    }
}
