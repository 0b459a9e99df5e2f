package dev.linnet.sensors.linux.pwm;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmBase;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmPolarity;
import com.pi4j.io.pwm.PwmProvider;

/** A PWM output; duty cycle in percent, frequency in Hz. Changes while it is on take effect at once. */
public final class LinuxPwm extends PwmBase {
    private static final long NANOS = 1_000_000_000L;
    private static final int PERCENT = 100;

    private final PwmChannel channel;

    /** Written under this, read by any thread. */
    private volatile boolean open = true;

    LinuxPwm(PwmProvider provider, PwmConfig config, PwmChannel channel) {
        super(provider, config);
        this.channel = channel;
    }

    @Override
    public synchronized Pwm initialize(Context context) throws InitializeException {
        try {
            channel.enabled(false);
            channel.set(NANOS / (config().frequency() == null ? frequency : config().frequency()), 0);
            channel.inversed(config().polarity() == PwmPolarity.INVERSED);
        } catch (java.io.IOException e) {
            throw new InitializeException(e.getMessage(), e);
        }
        return super.initialize(context);
    }

    @Override
    public synchronized Pwm on() throws IOException {
        apply(true);
        onState = true;
        return this;
    }

    @Override
    public synchronized Pwm off() throws IOException {
        apply(false);
        onState = false;
        return this;
    }

    @Override
    public synchronized void setDutyCycle(Integer percent) throws IOException {
        super.setDutyCycle(percent);
        if (onState) {
            apply(true);
        }
    }

    @Override
    public synchronized void setFrequency(int hertz) throws IOException {
        if (hertz < 1) {
            throw new IOException("pwm: a frequency must be at least 1 Hz, not " + hertz);
        }
        super.setFrequency(hertz);
        if (onState) {
            apply(true);
        }
    }

    /** What the whole number of nanoseconds in a period comes to. */
    @Override
    public synchronized int getActualFrequency() throws IOException {
        return frequency == 0 ? 0 : Math.toIntExact(NANOS / (NANOS / frequency));
    }

    private void apply(boolean enabled) throws IOException {
        try {
            if (enabled) {
                long period = NANOS / frequency;
                channel.set(period, period * dutyCycle / PERCENT);
            }
            channel.enabled(enabled);
        } catch (java.io.IOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Pi4J's base never learns of its context and so would leave the channel open. */
    @Override
    public void close() {
        if (open) {
            provider().context().shutdown(this);
        }
    }

    @Override
    public synchronized Pwm shutdownInternal(Context context) throws ShutdownException {
        if (!open) {
            return this;
        }
        open = false;
        try {
            super.shutdownInternal(context);
        } finally {
            release();
        }
        return this;
    }

    private void release() throws ShutdownException {
        try {
            channel.close();
        } catch (java.io.IOException e) {
            throw new ShutdownException(e.getMessage(), e);
        }
    }
}
