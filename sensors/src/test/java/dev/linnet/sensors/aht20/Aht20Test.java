package dev.linnet.sensors.aht20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.ChecksumException;
import dev.linnet.sensors.bus.Crc8;
import dev.linnet.sensors.bus.FakeCommands;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Aht20Test {
    private final FakeCommands wire = new FakeCommands();

    @Test
    void readsTheMiddleOfBothRanges() throws IOException {
        Aht20 chip = new Aht20(wire.answering(answer(0x18, 0x80, 0x00, 0x06, 0x00, 0x00)));
        assertThat(chip.start()).hasMillis(80);
        double[] values = chip.read();
        assertThat(values[0]).isCloseTo(25, within(1e-9));
        assertThat(values[1]).isCloseTo(50, within(1e-9));
        assertThat(wire.sent()).containsExactly("ac 33 00");
    }

    @Test
    void readsTheEnds() throws IOException {
        Aht20 chip = new Aht20(wire.answering(answer(0x18, 0, 0, 0, 0, 0), answer(0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)));
        assertThat(chip.read()).containsExactly(-50, 0);
        assertThat(chip.read()[0]).isCloseTo(150, within(0.001));
    }

    @Test
    void isCalibratedOnlyWhenItIsNot() throws IOException {
        new Aht20(wire.answering("18")).initialise();
        assertThat(wire.sent()).isEmpty();
        new Aht20(wire.answering("10")).initialise();
        assertThat(wire.sent()).containsExactly("be 08 00");
    }

    @Test
    void refusesBusyAndGarbledAnswers() {
        assertThatThrownBy(() -> new Aht20(wire.answering(answer(0x98, 0, 0, 0, 0, 0))).read())
                .hasMessageContaining("not done");
        assertThatThrownBy(() -> new Aht20(wire.answering("18 00 00 00 00 00 00")).read())
                .isInstanceOf(ChecksumException.class);
    }

    private static String answer(int... bytes) {
        byte[] six = Bytes.of(bytes);
        return HexFormat.ofDelimiter(" ").formatHex(six) + " " + HexFormat.of().toHexDigits((byte) Crc8.of(six, 0, 6));
    }
}
