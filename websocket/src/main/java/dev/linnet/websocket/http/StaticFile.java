package dev.linnet.websocket.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file in memory, plain and perhaps compressed: two representations, each with its own tag (RFC 9110 §8.8.3.3). */
final class StaticFile {
    private static final int TAG_BYTES = 12;

    private record Representation(String tag, HttpResponse whole, HttpResponse notModified) {}

    private final Representation plain;
    private final @Nullable Representation compressed;

    private StaticFile(Representation plain, @Nullable Representation compressed) {
        this.plain = plain;
        this.compressed = compressed;
    }

    static StaticFile of(String mediaType, byte[] content) {
        byte[] zipped = gzip(content);
        // A compressed twin is worth its memory only when it saves a good part.
        boolean worthwhile = zipped.length < content.length - content.length / 8;
        return new StaticFile(
                representation(mediaType, content, null, worthwhile),
                worthwhile ? representation(mediaType, zipped, "gzip", true) : null);
    }

    HttpResponse answer(HttpHeaders request) {
        Representation twin = compressed;
        Representation chosen = twin != null && AcceptEncoding.gzip(request) ? twin : plain;
        return matches(request, chosen.tag()) ? chosen.notModified() : chosen.whole();
    }

    /** {@code If-None-Match}, compared weakly (RFC 9110 §13.1.2). */
    private static boolean matches(HttpHeaders request, String tag) {
        for (String candidate : request.list("If-None-Match")) {
            String opaque = candidate.startsWith("W/") ? candidate.substring(2) : candidate;
            if (opaque.equals(tag) || candidate.equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static Representation representation(
            String mediaType, byte[] content, @Nullable String coding, boolean varies) {
        String tag = "\"" + digest(content) + "\"";
        List<HttpHeaders.Field> validators = new ArrayList<>();
        validators.add(new HttpHeaders.Field("ETag", tag));
        // Kept, but asked about each time: a new release shows at once.
        validators.add(new HttpHeaders.Field("Cache-Control", "no-cache"));
        if (varies) {
            validators.add(new HttpHeaders.Field("Vary", "Accept-Encoding"));
        }
        HttpHeaders common = new HttpHeaders(validators);
        HttpResponse whole = new HttpResponse(200, HttpHeaders.of("Content-Type", mediaType), content)
                .with("X-Content-Type-Options", "nosniff")
                .with(common);
        return new Representation(
                tag,
                coding == null ? whole : whole.with("Content-Encoding", coding),
                HttpResponse.of(304).with(common));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
