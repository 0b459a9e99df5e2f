package dev.linnet.sensors.linux.spi;

import dev.linnet.sensors.linux.kernel.Ioctl;

/** The SPI character device's binary interface (linux/spi/spidev.h): sizes, offsets and requests. */
final class SpiAbi {
    // struct spi_ioc_transfer { __u64 tx_buf; __u64 rx_buf; __u32 len; __u32 speed_hz; __u16 delay_usecs; __u8
    // bits_per_word;
    //     __u8 cs_change; __u8 tx_nbits; __u8 rx_nbits; __u8 word_delay_usecs; __u8 pad; }
    static final int TRANSFER = 32;
    static final int TRANSFER_SEND = 0;
    static final int TRANSFER_RECEIVE = 8;
    static final int TRANSFER_LENGTH = 16;
    static final int TRANSFER_SPEED = 20;
    static final int TRANSFER_DELAY = 24;
    static final int TRANSFER_BITS = 26;

    static final byte MODE_LSB_FIRST = 0x08;

    private static final int TYPE = 'k';
    static final long SET_MODE = Ioctl.write(TYPE, 1, 1);
    static final long SET_BITS = Ioctl.write(TYPE, 3, 1);
    static final long SET_SPEED = Ioctl.write(TYPE, 4, 4);

    private SpiAbi() {}

    /** {@code SPI_IOC_MESSAGE(n)}: n transfers under one chip select. */
    static long message(int transfers) {
        return Ioctl.write(TYPE, 0, (long) transfers * TRANSFER);
    }
}
