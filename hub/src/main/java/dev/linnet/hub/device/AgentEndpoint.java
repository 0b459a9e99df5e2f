package dev.linnet.hub.device;

import dev.linnet.hub.access.AttemptLimit;
import dev.linnet.hub.access.Bearer;
import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.Journal;
import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.hub.problem.ProblemDetails;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.UpgradeHandler;
import dev.linnet.websocket.handshake.HandshakePace;
import dev.linnet.websocket.http.HttpRequest;
import dev.linnet.websocket.http.HttpResponse;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Decides about opening handshakes at {@code /agent}. The token is looked up first, so that neither load nor other people's
 * failures tell a stranger anything, and a device with the right token is only ever asked to wait.
 */
public final class AgentEndpoint implements UpgradeHandler {
    public static final String PATH = "/agent";

    private static final Duration BEHIND = Duration.ofSeconds(15);

    private final Doorkeeper doorkeeper;
    private final SessionContext context;
    private final MessageCodecs codecs;
    private final AttemptLimit attempts;
    private final HandshakePace pace;
    private final LongSupplier nanoClock;
    private final Metrics metrics;
    private final Map<Integer, Counter> refused = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /**
     * @param codecs the encodings that are spoken; an agent's order counts
     * @param perSecond handshakes admitted a second; of ten thousand agents that come back at once, each is told when its turn
     *     comes at this pace, and spreads itself within a second or two around that
     */
    public AgentEndpoint(
            Doorkeeper doorkeeper,
            AttemptLimit attempts,
            DeviceSessions sessions,
            DeviceRegistry registry,
            Journal journal,
            MessageCodecs codecs,
            SessionLimits limits,
            SessionEvents events,
            int perSecond,
            Clock clock,
            LongSupplier nanoClock,
            Metrics metrics) {
        this.doorkeeper = doorkeeper;
        this.attempts = attempts;
        this.codecs = codecs;
        this.context = new SessionContext(
                sessions, registry, journal, limits, events, new SessionMetrics(metrics), clock, nanoClock);
        this.pace = new HandshakePace(perSecond, perSecond, nanoClock.getAsLong());
        this.nanoClock = nanoClock;
        this.metrics = metrics;
        metrics.gauge("linnet_sessions", "Devices connected now.", sessions::connected);
        AgentGauges.register(metrics, registry);
    }

    /** From now on everyone is asked to come back later. */
    public void stop() {
        stopping = true;
    }

    /** Who sent a request. */
    sealed interface Identity {
        /** A device with a token that is good. */
        record Device(Doorkeeper.Admitted admitted) implements Identity {}

        /** Somebody else, and what to answer. */
        record Stranger(HttpResponse refusal) implements Identity {}
    }

    Identity identify(HttpRequest request) {
        String token = Bearer.token(request);
        Doorkeeper.Admitted admitted = token == null ? null : doorkeeper.device(token);
        return admitted == null
                ? new Identity.Stranger(count(stranger(request, token != null)))
                : new Identity.Device(admitted);
    }

    /** Why no session can be opened now; null when one can. */
    @Nullable
    HttpResponse busy() {
        if (stopping || context.journal().full()) {
            String why = stopping ? "the hub is stopping" : "the history is behind";
            return count(later(why, BEHIND));
        }
        int seconds = pace.admit(nanoClock.getAsLong());
        return seconds == 0 ? null : count(later("many devices are connecting at once", Duration.ofSeconds(seconds)));
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        return switch (identify(request)) {
            case Identity.Stranger(HttpResponse refusal) -> new Upgrade.Refuse(refusal);
            case Identity.Device(Doorkeeper.Admitted admitted) -> upgrade(request, admitted);
        };
    }

    private Upgrade upgrade(HttpRequest request, Doorkeeper.Admitted admitted) {
        MessageCodec codec = codecs.choose(request.headers().list("Sec-WebSocket-Protocol"));
        if (codec == null) {
            return new Upgrade.Refuse(count(ProblemDetails.of(
                            400,
                            "No common subprotocol",
                            "offer " + String.join(" or ", codecs.subprotocols()) + " in Sec-WebSocket-Protocol")
                    .response()));
        }
        HttpResponse busy = busy();
        return busy == null
                ? new Upgrade.Accept(
                        new DeviceSession(admitted, codec, context), codec.subprotocol(), admitted.device())
                : new Upgrade.Refuse(busy);
    }

    /** A session of that device which is not over a WebSocket. */
    PolledSocket polled(String id, Doorkeeper.Admitted admitted, InetSocketAddress remote) {
        MessageCodec json = Objects.requireNonNull(codecs.of(JsonCodec.SUBPROTOCOL), "every hub speaks JSON");
        return new PolledSocket(
                id,
                json.subprotocol(),
                new DeviceSession(admitted, json, context),
                context.limits().heartbeat(),
                context.limits().maxMessageBytes(),
                remote,
                nanoClock.getAsLong());
    }

    private HttpResponse stranger(HttpRequest request, boolean hasToken) {
        if (attempts.failed(request.remote().getAddress())) {
            return ProblemDetails.of(
                            429,
                            "Too many attempts",
                            "this address has come with too many wrong tokens: wait, then check it")
                    .retryAfter(Duration.ofSeconds(30));
        }
        Logger.info("agent from {} refused: {}", request.remote(), hasToken ? "unknown token" : "no token");
        if (hasToken && doorkeeper.isApiToken(Bearer.token(request))) {
            return ProblemDetails.of(
                            403,
                            "Not a device's token",
                            "this is an API token: make one with 'linnet-hub token add DEVICE'")
                    .response();
        }
        return ProblemDetails.of(
                        401,
                        hasToken ? "Unknown token" : "Token missing",
                        hasToken
                                ? "this token is unknown or revoked: make one with 'linnet-hub token add DEVICE'"
                                : "send 'Authorization: Bearer TOKEN' with the token of 'linnet-hub token add DEVICE'")
                .response("WWW-Authenticate", "Bearer realm=\"linnet\"");
    }

    private static HttpResponse later(String why, Duration wait) {
        return ProblemDetails.of(503, "Not now", why + ": come back after a while")
                .retryAfter(wait);
    }

    private HttpResponse count(HttpResponse response) {
        refused.computeIfAbsent(
                        response.status(),
                        status -> metrics.counter(
                                "linnet_handshakes_refused_total",
                                "Agents refused before a session, by HTTP status.",
                                "status",
                                Integer.toString(status)))
                .increment();
        return response;
    }
}
