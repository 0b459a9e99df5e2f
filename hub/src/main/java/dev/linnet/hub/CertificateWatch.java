package dev.linnet.hub;

import dev.linnet.hub.config.TlsConfiguration;
import dev.linnet.websocket.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Notices that certificate or key were replaced, as certbot and step do, and has new connections use them. While the files do
 * not fit together, say because only one of them is there yet, the old ones stay in use. Used by one thread.
 */
final class CertificateWatch {
    /** What tells one state of a file from another, links followed. */
    private record Stamp(@Nullable Object file, FileTime modified, long size) {}

    private final TlsConfiguration configuration;
    private final Consumer<ServerTls> use;
    private List<Stamp> seen = List.of();

    CertificateWatch(TlsConfiguration configuration, Consumer<ServerTls> use) {
        this.configuration = configuration;
        this.use = use;
    }

    /** Looks; to be called every now and then. The first time, what there is counts as changed. */
    void refresh() {
        List<Stamp> now = stamps();
        if (now.equals(seen)) {
            return;
        }
        boolean first = seen.isEmpty();
        seen = now;
        load(!first);
    }

    /** Reads the files whether they look changed or not, as somebody has asked for it. */
    void reload() {
        seen = stamps();
        load(true);
    }

    private void load(boolean tell) {
        try {
            use.accept(configuration.again().read());
            if (tell) {
                Logger.info("tls: using {} as it is now", configuration.certificate());
            }
        } catch (IOException e) {
            Logger.error("tls: the certificate in use stays: {}", e.getMessage());
        }
    }

    /** None while a file is being replaced; what to say about that is for loading to know. */
    private List<Stamp> stamps() {
        List<Stamp> stamps = new ArrayList<>();
        try {
            for (Path file : configuration.files()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size()));
            }
        } catch (IOException e) {
            return List.of();
        }
        return stamps;
    }
}
