package dev.linnet.websocket.http;

import java.net.InetSocketAddress;

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
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes, and nobody compares whole requests
public record HttpRequest(
        String method,
        String path,
        String query,
        HttpHeaders headers,
        byte[] body,
        InetSocketAddress remote,
        boolean secure) {}
