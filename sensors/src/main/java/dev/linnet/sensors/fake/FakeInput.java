package dev.linnet.sensors.fake;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;

/** An input on a line of the fake board. */
final class FakeInput extends DigitalInputBase {
    private final FakeLine line;

    FakeInput(DigitalInputProvider provider, DigitalInputConfig config, FakeLine line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalInput initialize(Context context) throws InitializeException {
        super.initialize(context);
        try {
            line.attach(this, config().pull());
        } catch (Pi4JException e) {
            // The only failure after which Pi4J's registry forgets the line again.
            throw new InitializeException(e);
        }
        return this;
    }

    @Override
    public DigitalState state() {
        return line.read();
    }

    @Override
    public DigitalInput shutdownInternal(Context context) {
        line.detach();
        return super.shutdownInternal(context);
    }

    void edge(DigitalState to) {
        dispatch(new DigitalStateChangeEvent<>(this, to));
    }
}
