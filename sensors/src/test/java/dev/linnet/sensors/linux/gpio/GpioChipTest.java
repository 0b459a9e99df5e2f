package dev.linnet.sensors.linux.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpioChipTest {
    private static final LineSettings INPUT = new LineSettings.Input(LineSettings.Bias.PULL_UP, Duration.ZERO);

    private final FakeKernel kernel = new FakeKernel();
    private final FakeChip fake = new FakeChip(kernel, "/dev/gpiochip0", "pinctrl-bcm2711");
    private GpioChip chip;

    @BeforeEach
    void open() throws KernelException {
        chip = GpioChip.open(kernel, "/dev/gpiochip0");
    }

    @Test
    void tellsWhatItIs() {
        assertThat(chip.info()).isEqualTo(new ChipInfo("gpiochip0", "pinctrl-bcm2711", 54));
    }

    @Test
    void asksForAnInputWithEdgesBiasAndDebounce() throws KernelException {
        chip.request(17, "test", new LineSettings.Input(LineSettings.Bias.PULL_UP, Duration.ofMillis(30)));
        FakeChip.FakeLine line = fake.line(17);
        assertThat(line.flags)
                .isEqualTo(GpioAbi.FLAG_INPUT
                        | GpioAbi.FLAG_EDGE_RISING
                        | GpioAbi.FLAG_EDGE_FALLING
                        | GpioAbi.FLAG_BIAS_PULL_UP);
        assertThat(line.attribute).isEqualTo(GpioAbi.ATTRIBUTE_ID_DEBOUNCE);
        assertThat(line.attributeValue).as("microseconds").isEqualTo(30_000);
    }

    @Test
    void asksForNoDebounceWhereNoneIsWanted() throws KernelException {
        chip.request(17, "test", INPUT);
        assertThat(fake.line(17).attribute).isZero();
    }

    @Test
    void givesAnOutputItsFirstLevelInTheRequest() throws KernelException {
        Line line = chip.request(27, "test", new LineSettings.Output(true));
        assertThat(fake.line(27).flags).isEqualTo(GpioAbi.FLAG_OUTPUT);
        assertThat(fake.high(27)).isTrue();
        line.set(false);
        assertThat(line.high()).isFalse();
        assertThat(fake.high(27)).isFalse();
    }

    @Test
    void namesTheUserOfATakenLine() {
        fake.usedBy(17, "door-bell");
        assertThatThrownBy(() -> chip.request(17, "test", INPUT))
                .hasMessage("gpio: line 17 of gpiochip0 is in use by \"door-bell\"");
    }

    @Test
    void saysSoWhenTheUserHasNoName() {
        fake.usedBy(17, "");
        assertThatThrownBy(() -> chip.request(17, "test", INPUT))
                .hasMessageEndingWith("is in use by another program or the kernel, which gave no name");
    }

    @Test
    void knowsWhichLinesThereAre() {
        assertThatThrownBy(() -> chip.request(54, "test", INPUT))
                .hasMessage("gpio: there is no line 54 on gpiochip0 [pinctrl-bcm2711], which has lines 0 to 53");
        assertThatThrownBy(() -> chip.request(-1, "test", INPUT)).hasMessageContaining("no line -1");
    }

    @Test
    void freesTheLineWhenItCloses() throws KernelException {
        Line line = chip.request(17, "test", INPUT);
        assertThat(chip.line(17).consumer()).isEqualTo("test");
        assertThat(chip.line(17).used()).isTrue();
        line.close();
        line.close();
        assertThat(chip.line(17).used()).isFalse();
        chip.request(17, "again", INPUT).close();
        chip.close();
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void saysWhenTheChipHasGone() throws KernelException {
        Line line = chip.request(17, "test", INPUT);
        fake.remove(false);
        assertThatThrownBy(line::high).hasMessage("gpio: line 17 of gpiochip0: the chip was removed");
        assertThatThrownBy(() -> chip.request(18, "test", INPUT)).hasMessage("gpio: gpiochip0 was removed");
    }

    @Test
    void cutsALongName() throws KernelException {
        chip.request(17, "linnet:a-name-that-is-longer-than-the-kernel-keeps", INPUT);
        assertThat(chip.line(17).consumer()).isEqualTo("linnet:a-name-that-is-longer-th");
    }

    @Test
    void closesWhatDoesNotAnswerAsAChip() {
        kernel.device("/dev/gpiochip9", () -> new FakeKernel.File() {
            @Override
            protected int ioctl(long request, long argument) throws KernelException {
                throw FakeKernel.error("ioctl", Errno.ENOTTY);
            }
        });
        int before = kernel.openFiles();
        assertThatThrownBy(() -> GpioChip.open(kernel, "/dev/gpiochip9"))
                .hasMessageStartingWith("gpio: /dev/gpiochip9 does not answer as a gpiochip");
        assertThat(kernel.openFiles()).isEqualTo(before);
    }
}
