package dev.linnet.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out early, and in plain words, that a port is taken. */
public final class Ports {
    private Ports() {}

    /** Returns that port of the loopback address, or any free one for 0. */
    public static int free(int wanted, String purpose, String option) throws SiteException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new SiteException(
                    "port " + wanted + " for " + purpose + " is taken: stop what listens there, or choose another with "
                            + option + " (0 takes any free one)",
                    e);
        }
    }
}
