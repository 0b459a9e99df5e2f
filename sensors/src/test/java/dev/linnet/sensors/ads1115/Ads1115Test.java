package dev.linnet.sensors.ads1115;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Registers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ads1115Test {
    private final Converter wire = new Converter();

    /** Table 7-3 of the data sheet: full scale is 7FFF and 8000. */
    @ParameterizedTest
    @CsvSource({"0x7FFF, 4.095875", "0x0001, 0.000125", "0x0000, 0", "0xFFFF, -0.000125", "0x8000, -4.096"})
    void readsItsTable(int word, double volts) throws IOException {
        wire.values.put(0xC, word);
        assertThat(new Ads1115(wire, List.of("a0"), 4.096).read()[0]).isCloseTo(volts, within(1e-9));
    }

    @Test
    void convertsOneInputAfterTheOther() throws IOException {
        wire.values.putAll(Map.of(0xC, 0x1000, 0xF, 0x2000, 0x8, 0x3000));
        Ads1115 chip = new Ads1115(wire, List.of("a0", "a3", "a0-a1"), 2.048);
        assertThat(chip.start()).isPositive();
        assertThat(chip.read()).containsExactly(0.256, 0.512, 0.768);
        assertThat(wire.configurations).containsExactly(0xC583, 0xF583, 0x8583);
    }

    @Test
    void waitsForTheEndOfAConversionButNotForever() {
        wire.busy = true;
        assertThatThrownBy(() -> new Ads1115(wire, List.of("a0"), 2.048).read())
                .hasMessage("the conversion does not end");
    }

    /** Answers with the value of the input that was chosen last. */
    private static final class Converter implements Registers {
        final Map<Integer, Integer> values = new HashMap<>();
        final List<Integer> configurations = new ArrayList<>();
        boolean busy;
        private int multiplexer = 0xC;

        @Override
        public byte[] read(int first, int count) {
            int word = first == 1 ? (busy ? 0 : 0x8000) : values.getOrDefault(multiplexer, 0);
            return Bytes.of(word >> 8, word);
        }

        @Override
        public void write(int first, int... bytes) {
            multiplexer = (bytes[0] & 0xFF) >> 4;
            configurations.add((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF));
        }
    }
}
