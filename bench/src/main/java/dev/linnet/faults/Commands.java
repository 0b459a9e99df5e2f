package dev.linnet.faults;

import dev.linnet.site.HubClient;
import dev.linnet.site.SiteException;
import dev.linnet.site.Waiting;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Switches the devices' lamps all the time, each time to a level that comes once only, and remembers what was answered. */
final class Commands {
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([a-z]+)\"");
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int OPEN = 32;
    private static final long END_SECONDS = 60;

    /** How long after its time to live a command must have been answered. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String UNKNOWN = "no answer";

    /** A command that has ended, for the caller at least. */
    private record Ended(String device, double level, String outcome) {}

    private final List<Device> devices;
    private final HubClient client;
    private final Random random;
    private final Waiting waiting;
    private final Findings findings;
    private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final Semaphore open = new Semaphore(OPEN);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofPlatform().name("commands").unstarted(this::run);

    Commands(List<Device> devices, HubClient client, long seed, Waiting waiting, Findings findings) {
        this.devices = List.copyOf(devices);
        this.client = client;
        this.random = new Random(seed);
        this.waiting = waiting;
        this.findings = findings;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (int number = 1; !waiting.pause(BETWEEN); number++) {
                Device device = devices.get(random.nextInt(devices.size()));
                double level = number / 1000.0;
                Duration ttl = Duration.ofMillis(random.nextLong(500, 5_000));
                boolean queue = random.nextBoolean();
                open.acquire();
                callers.execute(() -> {
                    try {
                        call(device, level, ttl, queue);
                    } finally {
                        open.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Device device, double level, Duration ttl, boolean queue) {
        long start = System.nanoTime();
        String outcome = UNKNOWN;
        try {
            HttpResponse<String> answer = client.ask(
                    "api/v1/devices/" + device.name() + "/channels/" + Device.LAMP + "/commands",
                    String.format(
                            Locale.ROOT,
                            "{\"id\":\"c-%s\",\"value\":%s,\"ttl\":\"%dms\",\"queue\":%s}",
                            level,
                            level,
                            ttl.toMillis(),
                            queue));
            Matcher status = STATUS.matcher(answer.body());
            outcome = answer.statusCode() == 200 && status.find()
                    ? answer.body().contains("unconfirmed") ? "unconfirmed" : status.group(1)
                    : "refused with " + answer.statusCode();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(ttl.plus(GRACE).plusSeconds(8)) > 0) { // the hub may have been frozen for as long
                findings.add("command " + level + " of " + device.name() + " was answered after " + took.toMillis()
                        + " ms, its time to live was " + ttl.toMillis() + " ms: " + outcome);
            }
        } catch (SiteException e) {
            outcome = UNKNOWN; // the hub was killed, or is down
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.add(new Ended(device.name(), level, outcome));
    }

    /** Waits for all answers. */
    void join() throws SiteException, InterruptedException {
        thread.join();
        callers.shutdown();
        if (!callers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            throw new SiteException("commands were not answered within " + END_SECONDS + " s");
        }
    }

    /** Compares what was answered with what the lamps did; returns how many ended how, in words. */
    String audit() throws SiteException {
        Map<String, Map<Double, Integer>> done = new TreeMap<>();
        for (Device device : devices) {
            done.put(device.name(), Sampled.times(device.lampLog()));
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Ended command : ended) {
            outcomes.merge(command.outcome(), 1, Integer::sum);
            int times = done.getOrDefault(command.device(), Map.of()).getOrDefault(command.level(), 0);
            boolean right = switch (command.outcome()) {
                case "done" -> times == 1;
                case "rejected", "expired" -> times == 0;
                default -> times <= 1;
            };
            if (!right) {
                wrong.add("command " + command.level() + " of " + command.device() + " ended as " + command.outcome()
                        + " and was done " + times + " times");
            }
        }
        wrong.forEach(findings::add);
        return ended.size() + " commands: " + outcomes;
    }
}
