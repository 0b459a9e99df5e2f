package dev.linnet.agent;

import dev.linnet.agent.config.ActuatorSettings;
import dev.linnet.agent.config.AgentConfiguration;
import dev.linnet.agent.config.SensorSettings;
import dev.linnet.agent.sampling.Wire;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One look at everything that the configuration names. */
final class Inspection {
    /** The first one also waits for Pi4J, which takes seconds on a small board. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Rates need a second reading to compare with. */
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(250);

    private static final String ROW = "%-32s %-9s %-18s %-8s %s%n";

    private final AgentConfiguration configuration;
    private final Devices devices;

    Inspection(AgentConfiguration configuration, Devices devices) {
        this.configuration = configuration;
        this.devices = devices;
    }

    /** Returns whether every channel of every sensor has given a value. */
    boolean print(PrintWriter out) throws InterruptedException {
        out.println("device   " + configuration.device());
        out.println("hub      " + configuration.hub().url());
        out.println("token    " + configuration.hub().tokenFile());
        out.println("spool    " + configuration.spool().directory());
        out.println();
        out.printf(ROW, "CHANNEL", "KIND", "QUANTITY", "EVERY", "NOW");
        boolean well = true;
        for (Map.Entry<SensorSettings, Sensor> entry : devices.sensors().entrySet()) {
            well &= sensor(out, entry.getKey(), entry.getValue());
        }
        for (ActuatorSettings settings : devices.actuators().keySet()) {
            ChannelSpec channel = settings.driver().channel(settings.options());
            out.printf(
                    ROW,
                    settings.id(),
                    "actuator",
                    channel.quantity().word(),
                    words(settings.every()),
                    "not touched; starts " + Wire.value(settings.initial()));
        }
        return well;
    }

    private boolean sensor(PrintWriter out, SensorSettings settings, Sensor sensor) throws InterruptedException {
        Map<String, Sample> samples = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(1);
        // A driver that hangs must not keep the others from being looked at.
        Thread.ofPlatform().daemon().start(() -> {
            read(sensor, (channel, sample, nanoTime) -> samples.put(channel.name(), sample));
            done.countDown();
        });
        boolean answered = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        boolean well = true;
        for (ChannelSpec channel : sensor.channels()) {
            Sample sample = samples.get(channel.name());
            String now;
            if (sample instanceof Sample.Value value) {
                now = Wire.value(value) + (channel.unit().isEmpty() ? "" : " " + channel.unit());
            } else {
                well = false;
                now = "unavailable: "
                        + (sample instanceof Sample.Unavailable(String reason)
                                ? reason
                                : answered ? "no value" : "no answer within " + PATIENCE.toSeconds() + " s");
            }
            out.printf(
                    ROW,
                    channel.idWithin(settings.id()),
                    "sensor",
                    channel.quantity().word(),
                    words(settings.every()),
                    now);
        }
        if (sensor.channels().isEmpty()) {
            out.printf(
                    ROW,
                    settings.id(),
                    "sensor",
                    "-",
                    words(settings.every()),
                    "this machine has none of its channels");
            return false;
        }
        return well;
    }

    private static void read(Sensor sensor, SampleSink sink) {
        try {
            sensor.open((channel, sample, nanoTime) -> {});
            Thread.sleep(sensor.prepare());
            sensor.sample(sink);
            Thread.sleep(BETWEEN_READINGS.plus(sensor.prepare()));
            sensor.sample(sink);
        } catch (IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            sensor.channels().forEach(channel -> sink.accept(channel, new Sample.Unavailable(reason), 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
