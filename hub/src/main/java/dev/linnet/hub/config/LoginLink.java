package dev.linnet.hub.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** The link that logs a browser in. */
public final class LoginLink {
    private LoginLink() {}

    /**
     * The link with that code.
     *
     * @param listening where the hub listens, with the port that was picked
     */
    public static URI of(HubConfiguration configuration, InetSocketAddress listening, String code) {
        URI base = configuration.publicUrl();
        String scheme = configuration.tls() == null ? "http" : "https";
        String site = base == null
                ? scheme + "://" + host(listening.getAddress()) + ":" + listening.getPort()
                : base.toString();
        return URI.create((site.endsWith("/") ? site.substring(0, site.length() - 1) : site) + "/login?code=" + code);
    }

    private static String host(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "localhost";
        }
        if (!address.isAnyLocalAddress()) {
            String literal = address.getHostAddress();
            return literal.indexOf(':') < 0 ? literal : "[" + literal.replaceFirst("%.*", "") + "]";
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // at least on this machine
        }
    }
}
