package dev.linnet.hub.web;

import dev.linnet.protocol.Value;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The API's JSON, in and out. */
public final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .build())
            .build();

    private Json() {}

    /** What {@code body} writes, in UTF-8. */
    public static byte[] bytes(Consumer<JsonGenerator> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            body.accept(json);
        }
        return bytes.toByteArray();
    }

    /** An answer with that body; it is never cached, since it is of this moment. */
    static HttpResponse response(int status, Consumer<JsonGenerator> body) {
        return new HttpResponse(
                status, HttpHeaders.of("Content-Type", "application/json", "Cache-Control", "no-store"), bytes(body));
    }

    public static void property(JsonGenerator json, String name, Value value) {
        switch (value) {
            case Value.Numeric number -> {
                json.writeName(name);
                number(json, number.value());
            }
            case Value.Bool bool -> json.writeBooleanProperty(name, bool.value());
            case Value.Text text -> json.writeStringProperty(name, text.value());
        }
    }

    /** Whole numbers without a decimal point, as people write them. */
    static void number(JsonGenerator json, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
