package dev.linnet.sensors.lm75;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.bus.FakeRegisters;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Lm75Test {
    /** The data sheets' tables: LM75A in 9 bits, LM75B in 11. */
    @ParameterizedTest
    @CsvSource({
        "0x7D00, 125",
        "0x1900, 25",
        "0x0080, 0.5",
        "0x0000, 0",
        "0xFF80, -0.5",
        "0xE700, -25",
        "0xC900, -55",
        "0x7EE0, 126.875",
        "0x0020, 0.125",
        "0xFFE0, -0.125"
    })
    void readsTheDataSheetsTable(int word, double temperature) throws IOException {
        assertThat(Lm75Driver.chip(new FakeRegisters().with(0, word >> 8, word)).read())
                .containsExactly(temperature);
    }
}
