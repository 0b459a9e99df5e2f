package dev.linnet.sensors.fake;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;

/** Digital inputs of the fake board. */
final class FakeInputProvider extends DigitalInputProviderBase {
    private final FakeBoard board;

    FakeInputProvider(FakeBoard board) {
        super("linnet-fake-digital-input", "Linnet's fake digital inputs");
        this.board = board;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        FakeInput input = new FakeInput(this, config, board.line(config.bus(), config.bcm()));
        context.registry().add(input);
        return input;
    }
}
