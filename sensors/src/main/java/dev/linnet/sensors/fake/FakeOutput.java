package dev.linnet.sensors.fake;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;

/** An output on a line of the fake board; reads back the line, not what was written. */
final class FakeOutput extends DigitalOutputBase {
    private final FakeLine line;

    FakeOutput(DigitalOutputProvider provider, DigitalOutputConfig config, FakeLine line) {
        super(provider, config);
        this.line = line;
    }

    @Override
    public DigitalOutput initialize(Context context) throws InitializeException {
        try {
            return super.initialize(context);
        } catch (Pi4JException e) {
            // The only failure after which Pi4J's registry forgets the line again.
            throw new InitializeException(e);
        }
    }

    @Override
    public DigitalOutput state(DigitalState state) throws IOException {
        line.write(state);
        return super.state(state);
    }

    @Override
    public DigitalState state() {
        return line.read();
    }
}
