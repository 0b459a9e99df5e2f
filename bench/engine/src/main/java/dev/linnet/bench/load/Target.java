package dev.linnet.bench.load;

import dev.linnet.websocket.tls.TlsTrust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the load goes.
 *
 * @param tls null for plain connections
 */
record Target(InetSocketAddress address, @Nullable SSLContext tls) {
    /** Over TLS when a file with the server's certificate is given. */
    static Target of(InetSocketAddress address, @Nullable Path certificate) throws IOException {
        return new Target(
                address,
                certificate == null ? null : TlsTrust.authorities(certificate).clientContext(null));
    }

    Stream stream(SocketChannel channel) throws IOException {
        return tls == null
                ? Stream.plain(channel)
                : new TlsStream(channel, tls.createSSLEngine(address.getHostString(), address.getPort()));
    }
}
