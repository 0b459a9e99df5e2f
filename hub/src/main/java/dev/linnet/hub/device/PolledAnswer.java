package dev.linnet.hub.device;

import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.http.HttpHeaders;
import dev.linnet.websocket.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What an agent that polls is answered. */
final class PolledAnswer {
    /** The session's id, in the answer that opens it. */
    static final String SESSION = "Linnet-Session";

    /** The number of the last message in an answer. */
    static final String LAST = "Linnet-Last";

    /** Close code and reason of a session that has ended. */
    static final String CLOSE = "Linnet-Close";

    /** No proxy may keep an answer for the next one who asks. */
    private static final HttpHeaders FRESH = HttpHeaders.of("Cache-Control", "no-store");

    private PolledAnswer() {}

    static HttpResponse opened(String id) {
        return HttpResponse.of(201)
                .with(SESSION, id)
                .with("Location", PolledSessions.PATH + "/" + id)
                .with(FRESH);
    }

    /** Taken, or nothing to say. */
    static HttpResponse nothing() {
        return HttpResponse.of(204).with(FRESH);
    }

    static HttpResponse messages(List<byte[]> messages, long last) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            lines.writeBytes(message);
            lines.write('\n');
        }
        HttpHeaders headers = HttpHeaders.of("Content-Type", PolledSessions.MEDIA_TYPE, LAST, Long.toString(last));
        return new HttpResponse(200, headers, lines.toByteArray()).with(FRESH);
    }

    static HttpResponse closed(CloseStatus status) {
        String reason = status.reason().isEmpty() ? "the session has ended" : status.reason();
        return new ProblemDetails(410, "Session ended", reason, null)
                .response(CLOSE, (status.code() + " " + status.reason().replaceAll("[^ -~]", "?")).strip())
                .with(FRESH);
    }
}
