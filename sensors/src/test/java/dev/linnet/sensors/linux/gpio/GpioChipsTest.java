package dev.linnet.sensors.linux.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpioChipsTest {
    @TempDir
    Path devices;

    private final FakeKernel kernel = new FakeKernel();

    /** As seen on the boards: on a Pi 5 the header's chip is number 4 or, with newer kernels, number 0. */
    @ParameterizedTest
    @CsvSource({
        "pinctrl-bcm2835, raspberrypi-exp-gpio, gpio-exp, 0",
        "pinctrl-bcm2711, raspberrypi-exp-gpio, gpio-exp, 0",
        "gpio-brcmstb@107d508500, gpio-brcmstb@107d517c00, pinctrl-rp1, 2",
        "pinctrl-rp1, gpio-brcmstb@107d508500, gpio-brcmstb@107d517c00, 0",
    })
    void findsTheHeaderByItsLabel(String first, String second, String third, int header) throws IOException {
        chip(0, first);
        chip(1, second);
        chip(2, third);
        try (GpioChip chip = chips().header()) {
            assertThat(chip.info().name()).isEqualTo("gpiochip" + header);
        }
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void takesTheOnlyChipOfAnotherBoard() throws IOException {
        chip(3, "gpio-sim.0");
        try (GpioChip chip = chips().header()) {
            assertThat(chip.info().name()).isEqualTo("gpiochip3");
        }
    }

    @Test
    void asksToChooseAmongUnknownChips() throws IOException {
        chip(0, "INT34C5:00");
        chip(10, "pca9535");
        assertThatThrownBy(() -> chips().header())
                .hasMessage("gpio: no chip here is known to be a header's: choose one; there are "
                        + "gpiochip0 [INT34C5:00] (54 lines), gpiochip10 [pca9535] (54 lines)");
    }

    @Test
    void findsAChipByLabelNameOrNumber() throws IOException {
        chip(0, "pinctrl-bcm2711");
        chip(1, "pca9535");
        for (String name : new String[] {"pca9535", "gpiochip1"}) {
            try (GpioChip chip = chips().named(name)) {
                assertThat(chip.info().label()).isEqualTo("pca9535");
            }
        }
        try (GpioChip chip = chips().numbered(1)) {
            assertThat(chip.info().label()).isEqualTo("pca9535");
        }
        assertThatThrownBy(() -> chips().named("pcf8574"))
                .hasMessageStartingWith("gpio: there is no chip 'pcf8574'; there are");
        assertThatThrownBy(() -> chips().numbered(7))
                .hasMessageContaining("there is no")
                .hasMessageContaining("gpiochip7");
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void saysWhenThereIsNone() {
        assertThatThrownBy(() -> chips().header()).hasMessageStartingWith("gpio: there is no gpiochip at all");
    }

    @Test
    void reportsARefusalRatherThanAbsence() throws IOException {
        chip(0, "pinctrl-bcm2711");
        chip(1, "other");
        kernel.refuse(devices.resolve("gpiochip0").toString(), Errno.EACCES);
        assertThatThrownBy(() -> chips().header()).hasMessageContaining("no permission");
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void leavesAliasesOut() throws IOException {
        chip(0, "pinctrl-rp1");
        Files.createSymbolicLink(devices.resolve("gpiochip4"), devices.resolve("gpiochip0"));
        assertThat(chips().paths()).containsExactly(devices.resolve("gpiochip0"));
    }

    private GpioChips chips() {
        return new GpioChips(kernel, devices);
    }

    private void chip(int number, String label) throws IOException {
        Path path = Files.createFile(devices.resolve("gpiochip" + number));
        new FakeChip(kernel, path.toString(), label);
    }
}
