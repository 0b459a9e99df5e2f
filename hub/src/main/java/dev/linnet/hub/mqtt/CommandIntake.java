package dev.linnet.hub.mqtt;

import dev.linnet.hub.command.CommandRequest;
import dev.linnet.hub.command.CommandRouter;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Result;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Turns messages on {@code /set} topics into commands, and answers every one of them on its {@code result} topic. */
final class CommandIntake {
    /** The most commands from MQTT that wait for their result at one time. */
    static final int MOST_OPEN = 1_000;

    private final Topics topics;
    private final DeviceRegistry registry;
    private final CommandRouter router;
    private final Outbox outbox;
    private final BridgeCounters counters;
    private final MessageCodec codec;
    private final AtomicInteger open = new AtomicInteger();

    CommandIntake(
            Topics topics,
            DeviceRegistry registry,
            CommandRouter router,
            Outbox outbox,
            BridgeCounters counters,
            MessageCodec codec) {
        this.topics = topics;
        this.registry = registry;
        this.router = router;
        this.outbox = outbox;
        this.counters = counters;
        this.codec = codec;
    }

    /** Takes one message; on the client library's thread. */
    void command(Topics.Target target, byte[] payload, boolean retained) {
        if (retained) {
            // It is from an unknown time: whoever sent it may not want it any more (arendst/Tasmota#2424).
            counters.retainedCommands.increment();
            Logger.warn(
                    "ignored a retained command for {}/{}; send commands without the retain flag, and remove this one"
                            + " with an empty retained message",
                    target.device(),
                    target.channel());
            return;
        }
        counters.commands.increment();
        ChannelDescription channel = registry.channel(target.device(), target.channel());
        try {
            // The router rejects a channel that is not there; until then any type will do to read the id.
            SetPayload set = SetPayload.parse(channel == null ? ChannelDescription.Type.TEXT : channel.type(), payload);
            route(target, set);
        } catch (SetPayload.MalformedException e) {
            reject(target, e.id(), String.valueOf(e.getMessage()));
        }
    }

    private void route(Topics.Target target, SetPayload set) {
        CommandRequest request;
        try {
            String id = set.id() == null ? router.newId() : set.id();
            request = new CommandRequest(id, target.device(), target.channel(), set.value(), set.ttl(), set.queue());
        } catch (IllegalArgumentException e) {
            reject(target, set.id(), String.valueOf(e.getMessage()));
            return;
        }
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            reject(target, set.id(), "more than " + MOST_OPEN + " commands from MQTT are waiting for their result");
            return;
        }
        router.route(request, result -> {
            open.decrementAndGet();
            answer(target, result);
        });
    }

    private void reject(Topics.Target target, @Nullable String id, String reason) {
        counters.rejectedCommands.increment();
        Logger.debug("rejected a command for {}/{}: {}", target.device(), target.channel(), reason);
        answer(target, rejection(id, reason));
    }

    /** With the sender's id, if it can be one. */
    private Result rejection(@Nullable String id, String reason) {
        if (id != null) {
            try {
                return Result.rejected(id, reason);
            } catch (IllegalArgumentException e) {
                return Result.rejected(router.newId(), String.valueOf(e.getMessage()));
            }
        }
        return Result.rejected(router.newId(), reason);
    }

    private void answer(Topics.Target target, Result result) {
        outbox.result(Publication.result(topics.result(target), () -> codec.encode(result)));
    }
}
