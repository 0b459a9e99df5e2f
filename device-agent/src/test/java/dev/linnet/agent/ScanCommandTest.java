package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.survey.Finding;
import dev.linnet.sensors.survey.Survey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanCommandTest {
    private final StringWriter text = new StringWriter();

    @Test
    void listsWhatThereIsAndProposesIt() {
        int status = print(
                new Part(
                        "I2C bus 1",
                        List.of(
                                new Finding("0x76", "perhaps bme280 or bmp280", List.of("{ id: a }", "{ id: b }")),
                                new Finding("0x50", "a chip that Linnet has no driver for", List.of()))),
                new Part("1-Wire", List.of()));
        assertThat(status).isZero();
        assertThat(text).hasToString("""
                I2C bus 1
                  0x76             perhaps bme280 or bmp280
                  0x50             a chip that Linnet has no driver for
                1-Wire
                  nothing

                # For /etc/linnet/agent.yaml:
                sensors:
                  - { id: a }
                  # or { id: b }
                """);
    }

    @Test
    void whatCannotBeLookedAtIsSaidAndTheRestIsLookedAtAllTheSame() {
        int status = print(new Part("GPIO", null), new Part("iio", List.of(new Finding("dht11", "temp", List.of()))));
        assertThat(status).isOne();
        assertThat(text.toString())
                .contains("gpio: no permission")
                .contains("dht11")
                .doesNotContain("sensors:");
    }

    private int print(Survey... surveys) {
        PrintWriter out = new PrintWriter(text);
        int status = ScanCommand.print(out, List.of(surveys));
        out.flush();
        return status;
    }

    private record Part(String title, @Nullable List<Finding> found) implements Survey {
        @Override
        public List<Finding> findings() throws IOException {
            if (found == null) {
                throw new IOException("gpio: no permission to open /dev/gpiochip0");
            }
            return found;
        }
    }
}
