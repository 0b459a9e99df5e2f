package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.session.PaperFrames;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A blocking client that sends exactly the bytes it is told to, well-formed or not. */
final class RawClient implements AutoCloseable {
    static final String HANDSHAKE = """
            GET /x HTTP/1.1\r
            Host: a\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(InetSocketAddress server) throws IOException {
        this(server, 0);
    }

    RawClient(InetSocketAddress server, int receiveBuffer) throws IOException {
        this(connect(server, receiveBuffer));
    }

    /** Over a connected socket, TLS or not. */
    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    private static Socket connect(InetSocketAddress server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(server);
        return socket;
    }

    static RawClient open(InetSocketAddress server) throws IOException {
        return new RawClient(server).send(HANDSHAKE).switched();
    }

    RawClient switched() throws IOException {
        assertThat(head()).startsWith("HTTP/1.1 101 ");
        return this;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    RawClient frames(String frames) throws IOException {
        return send(PaperFrames.encode(frames, true));
    }

    /** Reads a response's head. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Reads a response with a Content-Length; answers its status, a blank and its body. */
    String response() throws IOException {
        String head = head();
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        byte[] body = in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf('\r', at))));
        return head.substring(9, 12) + " " + new String(body, StandardCharsets.UTF_8);
    }

    /** Reads one frame. */
    String frame() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        byte[] header = in.readNBytes(2);
        frame.writeBytes(header);
        int code = header[1] & 0x7F;
        byte[] extended = in.readNBytes(code == 126 ? 2 : code == 127 ? 8 : 0);
        frame.writeBytes(extended);
        long length = code;
        if (extended.length > 0) {
            length = ByteBuffer.allocate(8).put(8 - extended.length, extended).getLong(0);
        }
        frame.writeBytes(in.readNBytes((int) length));
        return PaperFrames.decode(ByteBuffer.wrap(frame.toByteArray()), false);
    }

    /** Whether that comes next; the end is something else. */
    boolean hears(String text) throws IOException {
        try {
            return new String(in.readNBytes(text.length()), StandardCharsets.ISO_8859_1).equals(text);
        } catch (SocketException reset) {
            return false;
        }
    }

    void skip(int bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    /** Whether the server has closed, after what it may still have sent. */
    boolean ended() throws IOException {
        try {
            in.readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset instead of a FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
