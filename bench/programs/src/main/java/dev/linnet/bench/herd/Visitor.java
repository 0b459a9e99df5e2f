package dev.linnet.bench.herd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody at a dashboard: asks for one device twenty times a second, and notes how long the answers take. */
public final class Visitor {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final List<Long> nanos = new ArrayList<>(); // the thread's, until it has ended
    private final Thread thread;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private volatile int failures;

    public Visitor(InetSocketAddress hub, String device, String apiToken) {
        URI uri = URI.create("http://" + hub.getHostString() + ":" + hub.getPort() + "/api/v1/devices/" + device);
        this.request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + apiToken)
                .timeout(Duration.ofSeconds(30))
                .build();
        this.thread = Thread.ofPlatform().name("visitor").start(this::run);
    }

    private void run() {
        int failed = 0;
        try {
            do {
                long begin = System.nanoTime();
                try {
                    // 404 until the device has come back: an answer as well.
                    int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    failed += status == 200 || status == 404 ? 0 : 1;
                } catch (IOException e) {
                    failed++;
                }
                failures = failed;
                nanos.add(System.nanoTime() - begin);
            } while (!leaving.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many answers were none, or not the right ones. */
    public int failures() {
        return failures;
    }

    /** The time within which that share of the answers came; after {@link #leave}. */
    public Duration within(double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get((int) Math.min(sorted.size() - 1.0, share * sorted.size())));
    }

    /** Ends the visit. */
    public void leave() throws InterruptedException {
        leaving.countDown();
        thread.join();
        client.close();
    }
}
