package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpResponse;

/** Whether a request may go on. */
public sealed interface Access {
    /** It may, in that name. */
    record Granted(Principal principal) implements Access {}

    /** It may not; the answer says why and what to do. */
    record Denied(HttpResponse response) implements Access {}
}
