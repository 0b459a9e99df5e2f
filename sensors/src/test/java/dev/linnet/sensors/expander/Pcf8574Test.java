package dev.linnet.sensors.expander;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.bus.Commands;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Pcf8574Test {
    /** The wires: what the chip lets high, the world may pull low. */
    private static final class Wires implements Commands {
        int latch = 0xFF;
        int pulledLow;

        @Override
        public void send(int... bytes) {
            latch = bytes[0];
        }

        @Override
        public byte[] receive(int count) {
            return new byte[] {(byte) (latch & ~pulledLow)};
        }
    }

    private final Wires wires = new Wires();
    private final Pcf8574 chip = new Pcf8574(wires);

    @Test
    void whatIsDrivenLowStaysSoOverARestart() throws IOException {
        wires.latch = 0xFE;
        Setup present = chip.present();
        chip.apply(present.input(3, false));
        assertThat(wires.latch).isEqualTo(0xFE);
    }

    @Test
    void anInputIsLetHighAndPulledLowFromOutside() throws IOException {
        wires.pulledLow = 0x08;
        Setup setup = chip.present().input(3, false).input(4, false);
        chip.apply(setup);
        assertThat(wires.latch & 0x18).isEqualTo(0x18);
        assertThat(chip.levels(setup) & 0x18).isEqualTo(0x10);
    }

    @Test
    void anOutputsLevelIsReadBack() throws IOException {
        Setup low = chip.present().output(0, false);
        chip.apply(low);
        assertThat(chip.levels(low) & 1).isZero();
        Setup high = low.output(0, true);
        chip.apply(high);
        assertThat(chip.levels(high) & 1).isOne();
        wires.pulledLow = 0x01;
        assertThat(chip.levels(high) & 1).as("a short circuit shows").isZero();
    }

    @Test
    void oneThatWasWithoutPowerIsSetUpAnew() throws IOException {
        Setup setup = chip.present().output(2, false);
        chip.apply(setup);
        wires.latch = 0xFF;
        assertThat(chip.levels(setup)).isEqualTo(0xFB);
    }
}
