package dev.linnet.sensors.fake;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;

/** Digital outputs of the fake board. */
final class FakeOutputProvider extends DigitalOutputProviderBase {
    private final FakeBoard board;

    FakeOutputProvider(FakeBoard board) {
        super("linnet-fake-digital-output", "Linnet's fake digital outputs");
        this.board = board;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        FakeOutput output = new FakeOutput(this, config, board.line(config.bus(), config.bcm()));
        context.registry().add(output);
        return output;
    }
}
