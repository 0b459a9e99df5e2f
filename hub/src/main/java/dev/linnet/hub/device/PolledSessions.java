package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.http.HttpExchange;
import dev.linnet.websocket.http.HttpHandler;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Sessions of agents on networks that block WebSocket, over plain requests below {@value #PATH}, as {@code docs/protocol.md}
 * specifies them. Each request brings the device's token. On event loops; nothing here blocks.
 */
public final class PolledSessions implements HttpHandler {
    public static final String PATH = AgentEndpoint.PATH + "/sessions";

    /** The largest batch; what is larger comes in pieces, so that strangers' requests can be held to so much. */
    public static final int MAX_BODY = 16 << 10;

    static final String MEDIA_TYPE = "application/x-ndjson";

    /** A device that opens one more loses its oldest: so many that a lost answer to an opening harms nobody. */
    private static final int MAX_OF_A_DEVICE = 3;

    private static final int ID_BYTES = 16;

    /** Stands behind the number of a batch whose last message goes on in the next one. */
    private static final String MORE = "&more=1";

    private final AgentEndpoint agents;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;
    private final Counter opened;
    private final Map<String, Deque<PolledSocket>> byDevice =
            new ConcurrentHashMap<>(); // a deque is changed in compute()

    /** @param random for ids that nobody guesses */
    public PolledSessions(AgentEndpoint agents, LongSupplier nanoClock, RandomGenerator random, Metrics metrics) {
        this.agents = agents;
        this.nanoClock = nanoClock;
        this.random = random;
        this.opened = metrics.counter(
                "linnet_polled_sessions_opened_total", "Sessions opened over plain HTTP, where WebSocket is blocked.");
        metrics.gauge("linnet_polled_sessions", "Sessions over plain HTTP now.", this::count);
    }

    /** Whether a request is for this. */
    public static boolean isFor(HttpRequest request) {
        return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        switch (agents.identify(request)) {
            case AgentEndpoint.Identity.Stranger(HttpResponse refusal) -> exchange.respond(refusal);
            case AgentEndpoint.Identity.Device(Doorkeeper.Admitted admitted) -> {
                if (!request.path().equals(PATH)) {
                    handle(admitted, request.path().substring(PATH.length() + 1), exchange);
                } else if (request.method().equals("POST")) {
                    exchange.respond(open(admitted, request));
                } else {
                    exchange.respond(notAllowed("POST"));
                }
            }
        }
    }

    private HttpResponse open(Doorkeeper.Admitted admitted, HttpRequest request) {
        HttpResponse refusal = agents.busy();
        if (refusal != null) {
            return refusal;
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        PolledSocket socket = agents.polled(HexFormat.of().formatHex(id), admitted, request.remote());
        PolledSocket[] oldest = new PolledSocket[1];
        byDevice.compute(admitted.device(), (device, sockets) -> {
            Deque<PolledSocket> kept = sockets == null ? new ArrayDeque<>() : sockets;
            kept.addLast(socket);
            oldest[0] = kept.size() > MAX_OF_A_DEVICE ? kept.removeFirst() : socket;
            return kept;
        });
        if (oldest[0] != socket) {
            oldest[0].abort();
        }
        opened.increment();
        Logger.debug("device {}: a session over HTTP from {}", admitted.device(), request.remote());
        socket.open();
        return PolledAnswer.opened(socket.id());
    }

    private void handle(Doorkeeper.Admitted admitted, String id, HttpExchange exchange) {
        PolledSocket socket = find(admitted.device(), id);
        if (socket == null) {
            // After a restart of the hub, or long after the end: as if it said so itself.
            exchange.respond(PolledAnswer.closed(
                    new CloseStatus(CloseStatus.SERVICE_RESTART, "this session is not known here")));
            return;
        }
        HttpRequest request = exchange.request();
        switch (request.method()) {
            case "POST" -> {
                boolean more = request.query().endsWith(MORE);
                long number = number(request, "seq", more ? MORE : "");
                exchange.respond(
                        number < 1
                                ? missing("seq")
                                : socket.post(number, request.body(), more, request.remote(), nanoClock.getAsLong()));
            }
            case "GET" -> {
                long after = number(request, "after", "");
                if (after < 0) {
                    exchange.respond(missing("after"));
                } else {
                    socket.poll(after, exchange, nanoClock.getAsLong());
                }
            }
            case "DELETE" -> {
                socket.close(new CloseStatus(CloseStatus.GOING_AWAY, "the agent ended the session"));
                exchange.respond(PolledAnswer.nothing());
            }
            default -> exchange.respond(notAllowed("GET, POST, DELETE"));
        }
    }

    private @Nullable PolledSocket find(String device, String id) {
        PolledSocket[] found = new PolledSocket[1];
        byDevice.computeIfPresent(device, (d, sockets) -> {
            sockets.stream().filter(socket -> socket.id().equals(id)).forEach(socket -> found[0] = socket);
            return sockets;
        });
        return found[0];
    }

    /** The query's only parameter before {@code end}; −1 when it is another one or no number. */
    private static long number(HttpRequest request, String name, String end) {
        String query = request.query();
        if (!query.startsWith(name + "=")) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(query, name.length() + 1, query.length() - end.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static HttpResponse missing(String name) {
        return ProblemDetails.inField(name, "must be a number: '?" + name + "=1'")
                .response();
    }

    private static HttpResponse notAllowed(String methods) {
        return ProblemDetails.of(405, "Method not allowed", "docs/protocol.md says how to use this")
                .response("Allow", methods);
    }

    /** Answers polls that have waited long enough, ends silent sessions, forgets ended ones; called every second or so. */
    public void sweep() {
        long now = nanoClock.getAsLong();
        byDevice.forEach((device, sockets) -> copy(device).forEach(socket -> socket.tick(now)));
        byDevice.forEach((device, listed) -> byDevice.computeIfPresent(device, (d, sockets) -> {
            sockets.removeIf(socket -> socket.isForgotten(now));
            return sockets.isEmpty() ? null : sockets;
        }));
    }

    /** Tells every agent that the hub is going away. */
    public void stop() {
        CloseStatus restart = new CloseStatus(CloseStatus.SERVICE_RESTART, "the hub is stopping");
        byDevice.forEach((device, sockets) -> copy(device).forEach(socket -> socket.close(restart)));
    }

    private Deque<PolledSocket> copy(String device) {
        Deque<PolledSocket> copy = new ArrayDeque<>();
        byDevice.computeIfPresent(device, (d, sockets) -> {
            copy.addAll(sockets);
            return sockets;
        });
        return copy;
    }

    private long count() {
        return byDevice.keySet().stream()
                .flatMap(device -> copy(device).stream())
                .filter(PolledSocket::isOpen)
                .count();
    }
}
