package dev.linnet.agent.command;

import dev.linnet.agent.config.ActuatorSettings;
import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.sampling.SampledDevice;
import dev.linnet.agent.schedule.SerialExecutor;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/** One actuator with all that is done to it, one operation at a time, in order. */
public final class ActuatorUnit {
    /** Operations that may wait for the one that runs. */
    private static final int MAX_WAITING = 32;

    private final ActuatorSettings settings;
    private final Actuator actuator;
    private final ChannelSpec channel;
    private final Recorder recorder;
    private final LongSupplier nanoTime;
    private final SerialExecutor serial;

    // Touched only by operations, which run one at a time.
    private boolean open;
    private Sample.Value wanted;

    public ActuatorUnit(
            ActuatorSettings settings, Actuator actuator, Recorder recorder, LongSupplier nanoTime, Executor workers) {
        this.settings = settings;
        this.actuator = actuator;
        this.channel = actuator.channel();
        this.recorder = recorder;
        this.nanoTime = nanoTime;
        this.serial = new SerialExecutor(workers, MAX_WAITING);
        this.wanted = settings.initial();
    }

    /** The channel's id. */
    public String id() {
        return settings.id();
    }

    public ChannelSpec channel() {
        return channel;
    }

    public ActuatorSettings settings() {
        return settings;
    }

    /** Hears how an operation ended; on a worker. */
    interface Outcome {
        /** The hardware did it and reads this back. */
        void done(Sample.Value readBack);

        void failed(String reason);
    }

    /**
     * Puts the hardware into that state, reads it back and records it. Any thread.
     *
     * @param begin asked when its turn has come; if false nothing is done and nobody hears more of it
     * @throws RejectedExecutionException when too many operations wait
     */
    void set(Sample.Value value, Begin begin, Outcome outcome) {
        serial.execute(() -> {
            if (!begin.mayBegin()) {
                return;
            }
            Sample.Value readBack;
            try {
                readBack = apply(value);
            } catch (IOException | RuntimeException e) {
                outcome.failed(reason(e));
                return;
            }
            recorder.accept(id(), readBack, nanoTime.getAsLong());
            outcome.done(readBack);
        });
    }

    /** Asked by an operation whose turn has come. */
    @FunctionalInterface
    interface Begin {
        boolean mayBegin();
    }

    private Sample.Value apply(Sample.Value value) throws IOException {
        wanted = value;
        try {
            if (!open) {
                actuator.open(value);
                open = true;
            } else {
                actuator.write(value);
            }
            return actuator.read();
        } catch (IOException | RuntimeException e) {
            open = false; // taken hold of anew next time
            throw e;
        }
    }

    /** Lets go of the hardware after everything that waits, then tells {@code closed}, on any thread. */
    public void close(Runnable closed) {
        Runnable last = () -> {
            try {
                actuator.close();
            } finally {
                closed.run();
            }
        };
        try {
            serial.execute(last);
        } catch (RejectedExecutionException e) {
            last.run(); // an operation hangs, or no thread is left: all the more reason to let go
        }
    }

    /** The actuator's state as something to sample: opens the hardware, and reports its state besides every change. */
    public SampledDevice asSensor() {
        return new SampledDevice(id(), new State(), settings.every(), serial);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private final class State implements Sensor {
        @Override
        public List<ChannelSpec> channels() {
            return List.of(channel);
        }

        @Override
        public void open(SampleSink edges) throws IOException {
            if (!open) {
                // What was asked for last: a fault that has passed must not switch anything back.
                actuator.open(wanted);
                open = true;
            }
        }

        @Override
        public void sample(SampleSink sink) throws IOException {
            try {
                sink.accept(channel, actuator.read(), nanoTime.getAsLong());
            } catch (IOException | RuntimeException e) {
                open = false;
                throw e;
            }
        }
    }
}
