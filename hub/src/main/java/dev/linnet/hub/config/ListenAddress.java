package dev.linnet.hub.config;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address to listen on, as configurations write it: {@code 127.0.0.1:8080}, {@code [::1]:8080}, {@code 0.0.0.0:8080}. */
public final class ListenAddress {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([^\\[\\]:]+)):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    private ListenAddress() {}

    static InetSocketAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
            throw new IllegalArgumentException(
                    "expected ADDRESS:PORT such as 127.0.0.1:8080 or 0.0.0.0:8080, not '" + text + "'");
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(matcher.group(3)));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("'" + host + "' is no address of this machine");
        }
        return address;
    }

    /** The address as configurations write it. */
    public static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
