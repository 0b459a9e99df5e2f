package dev.linnet.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to the hub's HTTP API as any program would. */
public final class HubClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hub;
    private final String token;

    public HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** Whether the hub answers and finds itself well. */
    public boolean healthy() throws InterruptedException {
        try {
            return http.send(request("/health").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet, which is what is asked here
        }
    }

    /** Posts JSON and returns the answer, which must be a success. */
    public String post(String path, String json) throws SiteException, InterruptedException {
        return body("POST " + path, send(posting(path, json)));
    }

    /** Posts JSON and returns whatever is answered. */
    public HttpResponse<String> ask(String path, String json) throws SiteException, InterruptedException {
        return send(posting(path, json));
    }

    /** Returns the answer, which must be a success. */
    public String get(String path) throws SiteException, InterruptedException {
        return body("GET " + path, send(request(path).build()));
    }

    private HttpRequest posting(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private static String body(String what, HttpResponse<String> answer) throws SiteException {
        if (answer.statusCode() != 200) {
            throw new SiteException(what + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) throws SiteException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SiteException(request.method() + " " + request.uri().getPath() + " failed: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
