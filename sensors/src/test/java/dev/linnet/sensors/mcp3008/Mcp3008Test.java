package dev.linnet.sensors.mcp3008;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.bus.Bytes;
import dev.linnet.sensors.bus.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Mcp3008Test {
    @Test
    void readsEachInput() throws IOException {
        List<String> sent = new ArrayList<>();
        Exchange wire = bytes -> {
            sent.add(HexFormat.of().formatHex(Bytes.of(bytes)));
            return Bytes.of(0xFF, 0xF8 | 0x02, 0x00);
        };
        assertThat(new Mcp3008(wire, new int[] {0, 7}, 3.3).read()).containsExactly(1.65, 1.65);
        assertThat(sent).containsExactly("018000", "01f000");
    }

    @Test
    void readsTheEnds() throws IOException {
        assertThat(new Mcp3008(bytes -> Bytes.of(0, 0, 0), new int[] {0}, 3.3).read())
                .containsExactly(0);
        assertThat(new Mcp3008(bytes -> Bytes.of(0, 3, 255), new int[] {0}, 1024).read())
                .containsExactly(1023);
    }

    @Test
    void noticesAnEmptySocket() {
        assertThatThrownBy(() -> new Mcp3008(bytes -> Bytes.of(255, 255, 255), new int[] {0}, 3.3).read())
                .hasMessageContaining("nothing answers");
    }
}
