package dev.linnet.sensors.linux.gpio;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An input line. Changes come as {@link LineEvent}; when the chip is removed one last event says {@link DigitalState#UNKNOWN}. Listeners run on
 * the one thread that serves all inputs and must return soon.
 */
public final class LinuxDigitalInput extends DigitalInputBase {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDigitalInput.class);

    private final Line line;
    private final EdgeLoop loop;

    /** Written by the loop's thread, read by any. */
    private final AtomicLong lost = new AtomicLong();

    LinuxDigitalInput(DigitalInputProvider provider, DigitalInputConfig config, Line line, EdgeLoop loop) {
        super(provider, config);
        this.line = line;
        this.loop = loop;
    }

    @Override
    public DigitalInput initialize(Context context) throws InitializeException {
        super.initialize(context);
        try {
            loop.watch(line, new Listener());
        } catch (KernelException e) {
            throw new InitializeException(line.name() + ": " + e.getMessage(), e);
        }
        return this;
    }

    /** The level on the wire now. */
    @Override
    public DigitalState state() {
        try {
            return line.high() ? DigitalState.HIGH : DigitalState.LOW;
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Edges that the kernel had to drop since this input was opened, because they were not fetched in time. */
    public long lostEdges() {
        return lost.get();
    }

    @Override
    public DigitalInput shutdownInternal(Context context) throws ShutdownException {
        line.close();
        return super.shutdownInternal(context);
    }

    private final class Listener implements EdgeListener {
        @Override
        public void edge(Edge edge) {
            if (edge.lost() > 0) {
                report(edge.lost());
            }
            dispatch(new LineEvent(LinuxDigitalInput.this, edge));
        }

        @Override
        public void gone(KernelException reason) {
            LOG.warn("{}", reason.getMessage());
            dispatch(new DigitalStateChangeEvent<>(LinuxDigitalInput.this, DigitalState.UNKNOWN));
        }

        /** In a storm each buffer has its gap: one line in the log each time the total has doubled is enough. */
        private void report(long count) {
            long before = lost.getAndAdd(count);
            if (Long.highestOneBit(before) != Long.highestOneBit(before + count)) {
                LOG.warn(
                        "{}: {} edges lost so far, they come faster than they can be taken",
                        line.name(),
                        before + count);
            }
        }
    }
}
