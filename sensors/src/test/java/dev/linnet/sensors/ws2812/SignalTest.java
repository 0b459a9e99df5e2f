package dev.linnet.sensors.ws2812;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignalTest {
    /** Each bit is 100 or 110, green before red before blue, and a pause at the end. */
    @Test
    void encodesEveryBitAsThree() {
        int[] signal = Signal.of(new Colour(0x80, 0x01, 0xFF), 2);
        assertThat(Arrays.copyOf(signal, 9))
                .containsExactly(
                        0b10010010,
                        0b01001001,
                        0b00100110,
                        0b11010010,
                        0b01001001,
                        0b00100100,
                        0b11011011,
                        0b01101101,
                        0b10110110);
        assertThat(Arrays.copyOfRange(signal, 9, 18)).isEqualTo(Arrays.copyOf(signal, 9));
        assertThat(Arrays.copyOfRange(signal, 18, signal.length))
                .hasSizeGreaterThan(84)
                .containsOnly(0);
    }

    @Test
    void aStripFitsIntoOneMessage() {
        assertThat(Signal.of(Colour.OFF, 400).length).isLessThanOrEqualTo(4_096);
    }

    @Test
    void readsColours() {
        assertThat(Colour.of("#ff8000")).isEqualTo(new Colour(255, 128, 0)).hasToString("#ff8000");
        assertThat(Colour.of("off")).hasToString("#000000");
        assertThatThrownBy(() -> Colour.of("orange")).hasMessage("a colour is #rrggbb or off, not 'orange'");
        assertThatThrownBy(() -> Colour.of("#ff80000")).isInstanceOf(IllegalArgumentException.class);
    }
}
