package dev.linnet.hub.command;

import dev.linnet.hub.device.Delivery;
import dev.linnet.hub.device.DeviceLink;
import dev.linnet.hub.device.DeviceListener;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.device.DeviceSnapshot;
import dev.linnet.hub.device.Printable;
import dev.linnet.hub.device.SessionEvents;
import dev.linnet.hub.metrics.Counter;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps every command from its request to its one result. All of it happens on the {@link CommandLoop}; calls only post.
 *
 * <pre>
 *   request ──checked──▶ waiting ──sent──▶ sent ──────result──▶ done | failed | rejected | expired
 *      │                    │               │ ▲ reconnected: sent again, the agent knows the id
 *      ▼                    ▼ deadline      ▼ deadline and a moment more
 *   rejected             expired          failed: unconfirmed (also at once when the agent has restarted)
 * </pre>
 *
 * What the caller can rely on: {@code done} was done; {@code rejected} and {@code expired} were not done and never will be;
 * {@code failed} was tried, or, with a reason that begins with "unconfirmed", was sent and never answered: then the
 * device may have done it before the deadline, it will not do it later, and its channel's state tells.
 */
public final class CommandLedger implements CommandRouter, DeviceListener, SessionEvents {
    static final int MAX_PENDING_PER_DEVICE = 32;
    static final int MAX_PENDING = 4096;
    static final int REMEMBERED = 4096;

    /** How long after the deadline an answer may still be on its way. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private final DeviceLink link;
    private final RequestCheck check;
    private final CommandLoop loop;
    private final RandomGenerator random;
    private final Map<Result.Status, Counter> ended = new EnumMap<>(Result.Status.class);
    private final Counter late;
    private final AtomicInteger pendingCount = new AtomicInteger();

    // Owned by the loop.
    private final Map<String, Map<String, PendingCommand>> pending = new LinkedHashMap<>();
    private final Map<PendingCommand.Key, PendingCommand> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PendingCommand.Key, PendingCommand> eldest) {
            return size() > REMEMBERED;
        }
    };
    private boolean stopped;

    public CommandLedger(
            DeviceRegistry registry, DeviceLink link, CommandLoop loop, RandomGenerator random, Metrics metrics) {
        this.link = link;
        this.check = new RequestCheck(registry);
        this.loop = loop;
        this.random = random;
        for (Result.Status status : Result.Status.values()) {
            String word = status.name().toLowerCase(Locale.ROOT);
            ended.put(status, metrics.counter("linnet_commands_total", "Commands by how they ended.", "status", word));
        }
        late = metrics.counter(
                "linnet_command_results_late_total", "Results that came after their command had ended, or for none.");
        metrics.gauge("linnet_commands_pending", "Commands that have not ended.", pendingCount::get);
    }

    @Override
    public void route(CommandRequest request, Consumer<Result> completion) {
        loop.execute(() -> admit(request, completion));
    }

    @Override
    public String newId() {
        return "c-" + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Commands that ended so. */
    public long ended(Result.Status status) {
        return counter(status).value();
    }

    /** Ends what is pending, with the truth, and rejects what comes. */
    public void stop() {
        loop.execute(() -> {
            stopped = true;
            for (PendingCommand command : all()) {
                end(
                        command,
                        command.sent()
                                ? unconfirmed(command, "the hub stopped before an answer came")
                                : Result.rejected(command.request.id(), "the hub is stopping"));
            }
        });
    }

    @Override
    public void connected(DeviceSnapshot device) {
        loop.execute(() -> flush(device.id()));
    }

    @Override
    public void writable(String device) {
        loop.execute(() -> flush(device));
    }

    @Override
    public void removed(String device) {
        loop.execute(() -> {
            for (PendingCommand command : of(device)) {
                if (!command.sent()) {
                    end(command, Result.rejected(command.request.id(), "device '" + device + "' was removed"));
                }
            }
        });
    }

    @Override
    public void result(String device, Result result) {
        loop.execute(() -> {
            PendingCommand command = pending.getOrDefault(device, Map.of()).get(result.id());
            if (command == null) {
                late.increment();
                Logger.info("device {}: result {} of command {} came too late", device, result.status(), result.id());
            } else {
                end(command, result);
            }
        });
    }

    private void admit(CommandRequest request, Consumer<Result> completion) {
        PendingCommand.Key key = new PendingCommand.Key(request.device(), request.id());
        PendingCommand known = pending.getOrDefault(request.device(), Map.of()).get(request.id());
        if (known == null) {
            known = remembered.get(key);
        }
        if (known != null) {
            if (known.isSameAs(request)) {
                known.tell(completion);
            } else {
                completion.accept(Result.rejected(
                        request.id(), "this id was given to another command of device '" + request.device() + "'"));
            }
            return;
        }
        PendingCommand command =
                new PendingCommand(request, loop.nanoTime() + request.ttl().toNanos());
        command.tell(completion);
        pending.computeIfAbsent(request.device(), device -> new LinkedHashMap<>())
                .put(request.id(), command);
        pendingCount.incrementAndGet();
        String objection = objection(request);
        if (objection != null) {
            end(command, Result.rejected(request.id(), objection));
            return;
        }
        deliver(command);
        if (command.result == null) {
            loop.after(request.ttl(), () -> deadline(command));
        }
    }

    private @Nullable String objection(CommandRequest request) {
        if (stopped) {
            return "the hub is stopping";
        }
        if (of(request.device()).size() > MAX_PENDING_PER_DEVICE) {
            return "device '" + request.device() + "' has " + MAX_PENDING_PER_DEVICE
                    + " commands pending: wait for them";
        }
        if (pendingCount.get() > MAX_PENDING) {
            return "the hub has " + MAX_PENDING + " commands pending: wait for them";
        }
        return check.objection(request);
    }

    /**
     * Sends it with the time that it has left; again, if need be, but only to the agent that got it before: that one knows its
     * id, a restarted one would do it twice.
     */
    private void deliver(PendingCommand command) {
        Duration left = Duration.ofNanos(command.deadline - loop.nanoTime());
        if (!left.isPositive()) {
            return; // its deadline's task is about to end it
        }
        CommandRequest request = command.request;
        Command message = new Command(request.id(), request.channel(), request.value(), left);
        switch (link.send(request.device(), command.sentTo, message)) {
            case Delivery.Sent delivered -> command.sentTo = delivered.boot();
            case Delivery.Unsent.BUSY ->
                Logger.debug("device {}: command {} waits for room", request.device(), request.id());
            case Delivery.Unsent.RESTARTED ->
                end(command, unconfirmed(command, "its agent restarted before it answered"));
            case Delivery.Unsent.OFFLINE -> {
                if (!request.queue() && !command.sent()) {
                    end(command, Result.rejected(request.id(), "device '" + request.device() + "' is offline"));
                }
            }
        }
    }

    private void flush(String device) {
        of(device).forEach(this::deliver);
    }

    private void deadline(PendingCommand command) {
        if (command.result != null) {
            return;
        }
        if (command.sent()) {
            loop.after(GRACE, () -> unanswered(command));
        } else {
            end(
                    command,
                    Result.expired(
                            command.request.id(),
                            "device '" + command.request.device() + "' did not take it within "
                                    + command.request.ttl().toMillis() + " ms"));
        }
    }

    private void unanswered(PendingCommand command) {
        if (command.result == null) {
            end(command, unconfirmed(command, "no answer came before its time to live ran out"));
        }
    }

    private static Result unconfirmed(PendingCommand command, String why) {
        return Result.failed(
                command.request.id(),
                "unconfirmed: it was sent to device '" + command.request.device() + "' and " + why
                        + "; it may have been done, and will not be done from now on: look at the channel's state");
    }

    private void end(PendingCommand command, Result result) {
        String device = command.request.device();
        Map<String, PendingCommand> ofDevice = Objects.requireNonNull(pending.get(device));
        ofDevice.remove(command.request.id());
        if (ofDevice.isEmpty()) {
            pending.remove(device);
        }
        pendingCount.decrementAndGet();
        remembered.put(command.key(), command);
        counter(result.status()).increment();
        Logger.info(
                "device {}: command {} {}={}: {} {}",
                device,
                command.request.id(),
                command.request.channel(),
                Printable.of(command.request.value().toString()),
                result.status(),
                Printable.of(result.reason()));
        command.end(result);
    }

    private Counter counter(Result.Status status) {
        return Objects.requireNonNull(ended.get(status)); // the constructor made one of each
    }

    /** A copy, since ending a command takes it out. */
    private List<PendingCommand> of(String device) {
        return List.copyOf(pending.getOrDefault(device, Map.of()).values());
    }

    private List<PendingCommand> all() {
        List<PendingCommand> all = new ArrayList<>();
        pending.values().forEach(commands -> all.addAll(commands.values()));
        return all;
    }
}
