package dev.linnet.agent;

import dev.linnet.agent.command.ActuatorUnit;
import dev.linnet.agent.command.CommandExecutor;
import dev.linnet.agent.command.FailSafeGuard;
import dev.linnet.agent.conditioning.FilterChain;
import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.agent.host.Board;
import dev.linnet.agent.host.Boot;
import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.link.Dialer;
import dev.linnet.agent.link.HubLink;
import dev.linnet.agent.link.LinkIdentity;
import dev.linnet.agent.link.LinkListener;
import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.sampling.SampledDevice;
import dev.linnet.agent.sampling.Sampler;
import dev.linnet.agent.schedule.EventLoop;
import dev.linnet.agent.schedule.Workers;
import dev.linnet.agent.spool.DiskSpool;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.agent.spool.Spool;
import dev.linnet.agent.spool.SpoolDepth;
import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.linux.kernel.KernelClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One running agent. A reading's way is {@code sensor → Sampler → Recorder → Spool → HubLink}, a command's way
 * {@code HubLink → CommandExecutor → ActuatorUnit} and its result's the way back. All decisions are made on one thread, the
 * loop; what may block runs on workers.
 */
public final class Agent implements AutoCloseable {
    private static final Duration LIVENESS_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than any chip's conversion. */
    private static final Duration SAMPLING_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration FAIL_SAFE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(1);

    /** A disk that hangs keeps the agent from connecting no longer than this. */
    private static final Duration SPOOL_OPEN_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SPOOL_CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOCK_INTERVAL = Duration.ofSeconds(10);

    private final Devices devices;
    private final EventLoop loop = new EventLoop();
    private final EventLoop disk = new EventLoop("agent-spool");
    private final Workers workers;
    private final Timeline timeline =
            new Timeline(InstantSource.system(), loop::nanoTime, new KernelClock()::isSynchronised); // the loop's
    private final Spool spool;
    private final Recorder recorder;
    private final List<ActuatorUnit> units = new ArrayList<>();
    private final Sampler sampler;
    private final HubLink link;
    private final CommandExecutor commands;
    private final FailSafeGuard failSafe;
    private final AtomicBoolean linkStarted = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    Agent(
            AgentConfiguration configuration,
            Devices devices,
            Function<List<String>, Dialer> dialer,
            MessageCodecs codecs,
            String version,
            String model) {
        this.devices = devices;
        // A worker for each device that may be stuck, one to connect, and one to look for a better connection.
        this.workers = new Workers(
                loop, configuration.sensors().size() + configuration.actuators().size() + 2);
        this.spool = spool(configuration.spool());
        this.recorder = new Recorder(spool, this::recorded, conditioning(devices));

        List<SampledDevice> sampled = new ArrayList<>();
        devices.actuators().forEach((settings, actuator) -> {
            ActuatorUnit unit = new ActuatorUnit(settings, actuator, recorder, loop, workers);
            units.add(unit);
            sampled.add(unit.asSensor());
        });
        devices.sensors()
                .forEach((settings, sensor) ->
                        sampled.add(new SampledDevice(settings.id(), sensor, settings.every(), workers)));
        this.sampler = new Sampler(loop, sampled, recorder);
        this.failSafe = new FailSafeGuard(loop, units);

        List<ChannelDescription> channels = devices.channels();
        LinkIdentity identity = new LinkIdentity(configuration.device(), version, model, channels);
        this.link = new HubLink(
                loop,
                workers,
                dialer.apply(codecs.subprotocols()),
                codecs,
                identity,
                spool,
                timeline,
                recorder::troubles,
                new Random(),
                new LinkEvents());
        Set<String> sensorChannels = new HashSet<>();
        for (ChannelDescription channel : channels) {
            if (channel.kind() == ChannelDescription.Kind.SENSOR) {
                sensorChannels.add(channel.id());
            }
        }
        this.commands = new CommandExecutor(loop, units, sensorChannels, link::result);
    }

    /** What the link tells; on the loop. */
    private final class LinkEvents implements LinkListener {
        @Override
        public void linkUp() {
            failSafe.linkUp();
        }

        @Override
        public void linkDown() {
            failSafe.linkDown();
        }

        @Override
        public void command(Command command) {
            commands.submit(command);
        }
    }

    private static Map<String, FilterChain> conditioning(Devices devices) {
        Map<String, FilterChain> chains = new HashMap<>();
        devices.sensors().forEach((settings, sensor) -> {
            for (ChannelSpec spec : sensor.channels()) {
                String id = spec.idWithin(settings.id());
                if (!settings.filtersOf(id).isEmpty()) {
                    chains.put(id, new FilterChain(settings.filtersOf(id)));
                }
            }
        });
        return chains;
    }

    private Spool spool(SpoolSettings settings) {
        String boot = Boot.random(new SecureRandom());
        if (settings.mode() == SpoolSettings.Mode.MEMORY && !Files.exists(settings.directory())) {
            return new MemorySpool(boot, settings.memoryBytes());
        }
        return new DiskSpool(boot, Board.run(Path.of("/")), settings, disk, this::recorded);
    }

    private void recorded() {
        link.wake();
    }

    /** On the loop, again and again. */
    private void tellClock() {
        timeline.adjust();
        long now = loop.nanoTime();
        spool.clock(now, timeline.at(now));
        spool.look(); // here too, since each wake-up costs an idle board
        loop.schedule(CLOCK_INTERVAL, this::tellClock);
    }

    private void startLink() {
        if (!linkStarted.getAndSet(true)) {
            link.start();
        }
    }

    /** Starts to sample and to connect; returns at once. */
    public void start() {
        loop.execute(failSafe::linkDown);
        loop.execute(this::tellClock);
        sampler.start();
        // The first hello names the former boots, so their readings are looked for before.
        spool.start(this::startLink);
        loop.schedule(SPOOL_OPEN_TIMEOUT, this::startLink);
    }

    /** What is stuck, in words for a log; null when the agent does its work. Any thread but the loop; may wait. */
    public @Nullable String complaint() throws InterruptedException {
        AtomicReference<@Nullable String> complaint = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        loop.execute(() -> {
            complaint.set(sampler.complaint());
            asked.countDown();
        });
        if (!asked.await(LIVENESS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            return "the agent's own thread has not answered for " + LIVENESS_TIMEOUT.toSeconds() + " s";
        }
        return complaint.get();
    }

    /** How many readings wait for the hub. */
    public SpoolDepth spoolDepth() {
        return spool.depth();
    }

    /** How many readings were taken since the start. */
    public long sampledReadings() {
        return spool.sampled();
    }

    /** Stops in order: no new commands, the readings in progress, fail-safe states, what can still be sent, then all else. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            CountDownLatch safe = new CountDownLatch(failSafe.size());
            CountDownLatch sampled = new CountDownLatch(sampler.size());
            onLoop(() -> {
                sampler.stop(sampled::countDown);
                commands.stop();
                failSafe.stop(safe::countDown);
            });
            if (!sampled.await(SAMPLING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.warn("{} devices are still being read; what they answer is not taken", sampled.getCount());
            }
            if (!safe.await(FAIL_SAFE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.error("not every actuator has answered its fail-safe state within {}", FAIL_SAFE_TIMEOUT);
            }
            CountDownLatch drained = new CountDownLatch(1);
            onLoop(() -> link.drain(drained::countDown));
            if (!drained.await(FLUSH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.info(
                        "{} readings are not acknowledged yet", spool.depth().readings());
            }
            onLoop(link::stop);
            recorder.close();
            CountDownLatch kept = new CountDownLatch(1);
            spool.close(kept::countDown);
            if (!kept.await(SPOOL_CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.error("the disk has not taken the readings that wait within {}", SPOOL_CLOSE_TIMEOUT);
            }
            CountDownLatch released = new CountDownLatch(units.size());
            units.forEach(unit -> unit.close(released::countDown));
            if (!released.await(RELEASE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                Logger.error("not every actuator has let go of its hardware within {}", RELEASE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
        devices.close();
        loop.close();
        disk.close();
    }

    private void onLoop(Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        if (!done.await(LIVENESS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            Logger.error("the agent's own thread does not answer");
        }
    }
}
