package dev.linnet.sensors.linux.spi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPI as Pi4J's users see it, on a chip that answers each byte with its complement. */
class LinuxSpiTest {
    private final FakeKernel kernel = new FakeKernel().device("/dev/spidev0.1", Chip::new);
    private final List<String> messages = new ArrayList<>();
    private int mode;
    private int speed;
    private Context pi4j;

    @BeforeEach
    void start() {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(kernel, null)))
                .build();
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void setsTheWireUp() {
        open();
        assertThat(mode).isEqualTo(1);
        assertThat(speed).isEqualTo(1_350_000);
    }

    @Test
    void sendsAndReceivesAtTheSameTime() {
        Spi spi = open();
        byte[] read = new byte[5];
        assertThat(spi.transfer(new byte[] {0, 1, 2, 3}, 1, read, 2, 3)).isEqualTo(3);
        assertThat(read).containsExactly(0, 0, 0xFE, 0xFD, 0xFC);
        assertThat(spi.read()).isEqualTo(0xFF);
        assertThat(spi.write((byte) 9)).isOne();
        assertThat(messages).containsExactly("010203", "00", "09");
    }

    @Test
    void keepsTheChipSelectedFromWriteToRead() {
        byte[] read = new byte[2];
        open().writeThenRead(new byte[] {(byte) 0xD0}, 0, 1, 1_500, read, 0, 2);
        assertThat(messages).containsExactly("d0 pause 2, receive 2");
        assertThat(read).containsExactly(0xFF, 0xFF);
    }

    @Test
    void saysWhatIsTooLong() {
        Spi spi = open();
        assertThatThrownBy(() -> spi.write(new byte[5_000])).hasMessageContaining("spidev.bufsiz");
        assertThatThrownBy(() -> spi.write(new byte[4], 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void canBeOpenedAgain() {
        for (int i = 0; i < 100; i++) {
            Spi spi = open();
            spi.close();
            spi.close();
        }
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void saysHowToGetABus() {
        assertThatThrownBy(() ->
                        pi4j.create(Spi.newConfigBuilder(pi4j).bus(SpiBus.BUS_3).channel(0)))
                .hasMessageStartingWith("spi: there is no /dev/spidev3.0: switch SPI on");
    }

    /** As a C compiler prints them for the header's macros. */
    @Test
    void requests() {
        assertThat(SpiAbi.SET_MODE).isEqualTo(0x40016B01L);
        assertThat(SpiAbi.SET_BITS).isEqualTo(0x40016B03L);
        assertThat(SpiAbi.SET_SPEED).isEqualTo(0x40046B04L);
        assertThat(SpiAbi.message(1)).isEqualTo(0x40206B00L);
        assertThat(SpiAbi.message(2)).isEqualTo(0x40406B00L);
    }

    private Spi open() {
        return pi4j.create(Spi.newConfigBuilder(pi4j)
                .bus(SpiBus.BUS_0)
                .channel(1)
                .mode(SpiMode.MODE_1)
                .baud(1_350_000));
    }

    private final class Chip extends FakeKernel.File {
        @Override
        protected int ioctl(long request, long argument) throws KernelException {
            if (request == SpiAbi.SET_MODE) {
                mode = FakeKernel.at(argument, 1).get(JAVA_BYTE, 0);
            } else if (request == SpiAbi.SET_SPEED) {
                speed = FakeKernel.at(argument, 4).get(JAVA_INT, 0);
            } else if (request == SpiAbi.message(1)) {
                exchange(FakeKernel.at(argument, SpiAbi.TRANSFER));
            } else if (request == SpiAbi.message(2)) {
                sendThenReceive(FakeKernel.at(argument, 2L * SpiAbi.TRANSFER));
            } else if (request != SpiAbi.SET_BITS) {
                throw FakeKernel.error("ioctl", Errno.ENOTTY);
            }
            return 0;
        }

        private void exchange(MemorySegment transfer) throws KernelException {
            int length = transfer.get(JAVA_INT, SpiAbi.TRANSFER_LENGTH);
            if (length > 4_096) {
                throw FakeKernel.error("ioctl", Errno.EMSGSIZE);
            }
            byte[] bytes = FakeKernel.at(transfer.get(JAVA_LONG, SpiAbi.TRANSFER_SEND), length)
                    .toArray(JAVA_BYTE);
            messages.add(HexFormat.of().formatHex(bytes));
            MemorySegment out = FakeKernel.at(transfer.get(JAVA_LONG, SpiAbi.TRANSFER_RECEIVE), length);
            for (int i = 0; i < length; i++) {
                out.set(JAVA_BYTE, i, (byte) ~bytes[i]);
            }
        }

        private void sendThenReceive(MemorySegment transfers) {
            int sent = transfers.get(JAVA_INT, SpiAbi.TRANSFER_LENGTH);
            byte[] bytes = FakeKernel.at(transfers.get(JAVA_LONG, SpiAbi.TRANSFER_SEND), sent)
                    .toArray(JAVA_BYTE);
            MemorySegment second = transfers.asSlice(SpiAbi.TRANSFER);
            int length = second.get(JAVA_INT, SpiAbi.TRANSFER_LENGTH);
            FakeKernel.at(second.get(JAVA_LONG, SpiAbi.TRANSFER_RECEIVE), length)
                    .fill((byte) 0xFF);
            messages.add(HexFormat.of().formatHex(bytes) + " pause " + transfers.get(JAVA_SHORT, SpiAbi.TRANSFER_DELAY)
                    + ", receive " + length);
        }
    }
}
