package dev.linnet.websocket.http;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * One request, whole: head and body.
 *
 * @param method as sent; methods are case-sensitive (RFC 9110 §9.1)
 * @param path the target's path, still percent-encoded, always starting with a slash
 * @param query what follows the question mark, still percent-encoded, or the empty string
 * @param headers the header fields
 * @param body the decoded body; empty when there is none
 * @param remote the peer's address as the socket sees it
 * @param secure whether it came over TLS
 * @param principal whom the peer's TLS certificate names; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes, and nobody compares whole requests
public record HttpRequest(
        String method,
        String path,
        String query,
        HttpHeaders headers,
        byte[] body,
        InetSocketAddress remote,
        boolean secure,
        @Nullable Principal principal) {
    /** One whose peer showed no certificate. */
    public HttpRequest(
            String method,
            String path,
            String query,
            HttpHeaders headers,
            byte[] body,
            InetSocketAddress remote,
            boolean secure) {
        this(method, path, query, headers, body, remote, secure, null);
    }

    /** The same of a peer whose certificate names that one. */
    public HttpRequest from(Principal peer) {
        return new HttpRequest(method, path, query, headers, body, remote, secure, peer);
    }
}
