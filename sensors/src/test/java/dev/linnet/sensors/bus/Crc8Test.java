package dev.linnet.sensors.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Crc8Test {
    /** The example in Sensirion's data sheets. */
    @Test
    void dataSheetsExample() {
        assertThat(Crc8.of(Bytes.of(0xBE, 0xEF), 0, 2)).isEqualTo(0x92);
    }

    @Test
    void findsEverySingleBitError() throws ChecksumException {
        byte[] good = Bytes.of(0xBE, 0xEF, 0x92);
        assertThat(Crc8.words(good)).containsExactly(0xBEEF);
        for (int bit = 0; bit < 24; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Crc8.words(bad)).isInstanceOf(ChecksumException.class);
        }
    }
}
