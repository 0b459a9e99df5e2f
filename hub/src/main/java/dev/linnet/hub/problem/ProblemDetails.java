package dev.linnet.hub.problem;

import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An error answer that a program can branch on and a person can act on (RFC 9457).
 *
 * @param status the HTTP status
 * @param title what kind of error, the same each time
 * @param detail this occurrence: the field, the value and the remedy
 * @param field where the mistake is: a query parameter's name, or a body's field; null when it is in no one place
 */
public record ProblemDetails(
        int status, String title, String detail, @Nullable String field) {
    private static final JsonFactory JSON = new JsonFactory();

    public static ProblemDetails of(int status, String title, String detail) {
        return new ProblemDetails(status, title, detail, null);
    }

    /** A request that is wrong in one place. */
    public static ProblemDetails inField(String field, String detail) {
        return new ProblemDetails(400, "Invalid request", detail, field);
    }

    /** As an answer; {@code headers} are alternating names and values. */
    public HttpResponse response(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/problem+json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return new HttpResponse(status, HttpHeaders.of(all), json());
    }

    /** As an answer that says when to come again; rounded up to seconds, at least one. */
    public HttpResponse retryAfter(Duration wait) {
        return response(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", detail);
            if (field != null) {
                json.writeStringProperty("field", field);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
