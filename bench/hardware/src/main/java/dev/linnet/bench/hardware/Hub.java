package dev.linnet.bench.hardware;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The installed hub, over its API. */
final class Hub implements AutoCloseable {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8080/");
    private static final Pattern VALUE = Pattern.compile("\"value\":(true|false|-?[0-9.E-]+)");

    private static final Pattern UNAVAILABLE = Pattern.compile("\"unavailable\":\"((?:[^\"\\\\]|\\\\.)+)");
    private static final Pattern COUNT = Pattern.compile("\"count\":([0-9]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    Hub() throws IOException {
        token = Files.readString(Path.of("/run/api-token")).strip();
    }

    boolean online() throws InterruptedException {
        try {
            return get("api/v1/devices/board").contains("\"online\":true");
        } catch (IOException e) {
            return false; // The hub is not there, or does not know the device yet.
        }
    }

    /** The channel's newest value as JSON; empty when there is none. */
    String value(String channel) throws IOException, InterruptedException {
        return found(VALUE, channel);
    }

    /** Why the channel gives no values; empty when it does. */
    String unavailable(String channel) throws IOException, InterruptedException {
        return found(UNAVAILABLE, channel);
    }

    /** The readings that the device has lost. */
    String gaps() throws IOException, InterruptedException {
        return get("api/v1/devices/board/gaps");
    }

    /** All that the hub knows of the device, as JSON. */
    String device() throws IOException, InterruptedException {
        return get("api/v1/devices/board");
    }

    private String found(Pattern pattern, String channel) throws IOException, InterruptedException {
        String device = device();
        int from = device.indexOf("{\"id\":\"" + channel + "\"");
        if (from < 0) {
            throw new IOException("the hub knows no channel " + channel + ": " + device);
        }
        int to = device.indexOf("{\"id\":", from + 1);
        return pattern.matcher(device.substring(from, to < 0 ? device.length() : to))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }

    double number(String channel) throws IOException, InterruptedException {
        String value = value(channel);
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }

    /** The values of the channel's readings since then, oldest first. */
    List<String> history(String channel, Instant since) throws IOException, InterruptedException {
        String answer = get("api/v1/devices/board/channels/" + channel + "/history?from=" + since + "&limit=1000");
        return VALUE.matcher(answer)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** How many readings of the channel there have been since then. */
    long count(String channel, Instant since) throws IOException, InterruptedException {
        String answer = get("api/v1/devices/board/channels/" + channel + "/history?from=" + since + "&every=1m");
        return COUNT.matcher(answer)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    /** Returns the result as JSON. */
    String command(String channel, String value) throws IOException, InterruptedException {
        return send(request("api/v1/devices/board/channels/" + channel + "/commands")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"value\":" + value + ",\"ttl\":\"30s\"}")));
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private static HttpRequest.Builder unauthorised(String path) {
        return HttpRequest.newBuilder(ADDRESS.resolve(path)).timeout(Duration.ofSeconds(150));
    }

    private HttpRequest.Builder request(String path) {
        return unauthorised(path).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
