/**
 * The WebSocket engine's public face: what a program needs to serve or open WebSocket connections (RFC 6455), and to
 * answer plain HTTP/1.1 on the same port. The packages below it are the machinery.
 *
 * <pre>{@code
 * WebSocketListener echo = new WebSocketListener() {
 *     public void onText(WebSocket socket, ByteBuffer utf8) { socket.sendText(utf8); }
 *     public void onClose(WebSocket socket, CloseStatus status) {}
 * };
 * WebSocketServer server = new WebSocketServer(
 *         ServerOptions.defaults(), request -> new Upgrade.Accept(echo, ""), exchange -> exchange.respond(HttpResponse.of(404)));
 * InetSocketAddress address = server.start();
 *
 * WebSocketClient client = new WebSocketClient(ClientOptions.defaults());
 * WebSocket socket = client.connect(URI.create("ws://localhost:" + address.getPort()), HttpHeaders.EMPTY, List.of(), listener);
 * socket.sendText("hello");
 * }</pre>
 *
 * <p>Beyond that: {@link dev.linnet.websocket.Compression} for slow links, {@link dev.linnet.websocket.StreamingListener}
 * and {@link dev.linnet.websocket.WebSocket#sendBinaryPart} for messages larger than memory,
 * {@link dev.linnet.websocket.FrameTrace} for looking at what goes over the wire.
 */
@NullMarked
package dev.linnet.websocket;

import org.jspecify.annotations.NullMarked;
