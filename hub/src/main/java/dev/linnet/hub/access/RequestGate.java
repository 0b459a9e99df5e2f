package dev.linnet.hub.access;

import dev.linnet.websocket.http.HttpRequest;

/**
 * Decides about requests of people and programs: by {@code Authorization: Bearer} with an API token, or by the cookie of a
 * browser session; with a cookie, anything but GET and HEAD, and every WebSocket handshake, must also come from the hub's
 * own pages ({@code Origin}). Never blocks: may be called on an event loop.
 */
@FunctionalInterface
public interface RequestGate {
    /** Grants, or denies with 401 or 403: a page that tells how to get a login link for browsers, else problem+json. */
    Access check(HttpRequest request, Permission wanted);
}
