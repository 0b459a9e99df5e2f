package dev.linnet.websocket.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of files, held in memory from the start: what is not in the set does not exist, so no path leads anywhere
 * else. Browsers keep them and ask whether they still hold ({@code ETag}, RFC 9110 §8.8.3); those that shrink by it are
 * also held compressed, for clients that accept gzip. Immutable; answers never block.
 */
public final class StaticFiles {
    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /** No file yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The answer for the request's path; null when no file of the set is there. */
    public @Nullable HttpResponse answer(HttpRequest request) {
        StaticFile file = files.get(request.path());
        if (file == null) {
            return null;
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpResponse.of(405).with("Allow", "GET, HEAD");
        }
        return file.answer(request.headers());
    }

    /** Collects the set. */
    public static final class Builder {
        private final Map<String, StaticFile> files = new HashMap<>();

        private Builder() {}

        /**
         * Adds a file.
         *
         * @param path where it is found, exactly as in a request: starting with a slash, percent-encoded
         * @param mediaType its {@code Content-Type}
         */
        public Builder add(String path, String mediaType, byte[] content) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("a path starts with a slash, unlike " + path);
            }
            if (files.put(path, StaticFile.of(mediaType, content)) != null) {
                throw new IllegalArgumentException("two files at " + path);
            }
            return this;
        }

        /**
         * Adds a resource that lies beside that class or below it, at its name with a slash before it; the media type comes
         * from the name's ending.
         *
         * @throws IllegalArgumentException when there is no such resource: the program was packaged wrongly
         */
        public Builder resource(Class<?> beside, String name) {
            return resource(beside, name, "/" + name);
        }

        /** The same, at another path. */
        public Builder resource(Class<?> beside, String name, String path) {
            try (InputStream in = beside.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalArgumentException("no resource " + name + " beside " + beside.getName());
                }
                return add(path, MediaTypes.of(name), in.readAllBytes());
            } catch (IOException e) {
                throw new IllegalArgumentException("resource " + name + " cannot be read: " + e.getMessage(), e);
            }
        }

        /** The files that were added. */
        public StaticFiles build() {
            return new StaticFiles(files);
        }
    }
}
