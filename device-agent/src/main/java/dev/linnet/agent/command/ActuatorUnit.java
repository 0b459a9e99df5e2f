package dev.linnet.agent.command;

import dev.linnet.agent.config.ActuatorSettings;
import dev.linnet.agent.sampling.Recorder;
import dev.linnet.agent.sampling.SampledDevice;
import dev.linnet.agent.schedule.Scheduler;
import dev.linnet.agent.schedule.SerialExecutor;
import dev.linnet.sensors.Actuator;
import dev.linnet.sensors.ActuatorTimer;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SampleSink;
import dev.linnet.sensors.Sensor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One actuator with all that is done to it, one operation at a time, in order. */
public final class ActuatorUnit {
    /** Operations that may wait for the one that runs. */
    private static final int MAX_WAITING = 32;

    /** When that is too many, the actuator's own next step waits for so long. */
    private static final Duration BUSY = Duration.ofMillis(100);

    private final ActuatorSettings settings;
    private final Actuator actuator;
    private final ChannelSpec channel;
    private final Recorder recorder;
    private final Scheduler loop;
    private final SerialExecutor serial;

    // Touched only by operations, which run one at a time.
    private boolean open;
    private Sample.Value wanted;

    public ActuatorUnit(
            ActuatorSettings settings, Actuator actuator, Recorder recorder, Scheduler loop, Executor workers) {
        this.settings = settings;
        this.actuator = actuator;
        this.channel = actuator.channel();
        this.recorder = recorder;
        this.loop = loop;
        this.serial = new SerialExecutor(workers, MAX_WAITING);
        this.wanted = settings.initial();
        actuator.timer(new Timer());
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
            recorder.accept(id(), readBack, loop.nanoTime());
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

    /** The actuator's own steps, on the loop's clock and in turn with commands. */
    private final class Timer implements ActuatorTimer {
        @Override
        public long nanoTime() {
            return loop.nanoTime();
        }

        @Override
        public Pending after(Duration delay, Step step) {
            OwnStep own = new OwnStep(step);
            own.begin(delay);
            return own;
        }
    }

    /** One of them; cancelled only by an operation, of which none runs at the same time. */
    private final class OwnStep implements ActuatorTimer.Pending {
        private final ActuatorTimer.Step step;
        private boolean cancelled;

        OwnStep(ActuatorTimer.Step step) {
            this.step = step;
        }

        void begin(Duration delay) {
            loop.schedule(delay, () -> {
                try {
                    serial.execute(this::run);
                } catch (RejectedExecutionException e) {
                    // A pulse must end: what cannot be done now is done as soon as it can.
                    begin(BUSY);
                }
            });
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        private void run() {
            if (cancelled || !open) {
                return;
            }
            try {
                if (step.run()) {
                    wanted = actuator.read();
                    recorder.accept(id(), wanted, loop.nanoTime());
                }
            } catch (IOException | RuntimeException e) {
                open = false; // taken hold of anew next time
                recorder.accept(id(), new Sample.Unavailable(reason(e)), loop.nanoTime());
            }
        }
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
                sink.accept(channel, actuator.read(), loop.nanoTime());
            } catch (IOException | RuntimeException e) {
                open = false;
                throw e;
            }
        }
    }
}
