package dev.linnet.websocket.handshake;

import dev.linnet.websocket.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A refused handshake in one line, safe to log. */
final class Refusal {
    private static final int MAX_CHARACTERS = 200;

    private Refusal() {}

    static String text(HttpResponse answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).strip();
        // What the server sent is not trusted with the reader's terminal.
        String line = body.replaceAll("\\p{Cntrl}+", " ");
        String shown = line.length() > MAX_CHARACTERS ? line.substring(0, MAX_CHARACTERS) + "…" : line;
        return "status " + answer.status() + (shown.isEmpty() ? "" : ": " + shown);
    }
}
