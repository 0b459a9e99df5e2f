package dev.linnet.sensors.linux.gpio;

import dev.linnet.sensors.linux.kernel.Ioctl;

/**
 * The GPIO character device's binary interface, version 2 (linux/gpio.h, Linux 5.10 and newer): sizes and offsets of its structs,
 * its requests and its flags. The structs were made to look the same on 32 and 64 bits; every number is in native byte order.
 */
final class GpioAbi {
    static final int NAME_SIZE = 32;
    static final int MAX_LINES = 64;
    static final int MAX_ATTRIBUTES = 10;

    // struct gpiochip_info { char name[32]; char label[32]; __u32 lines; }
    static final int CHIP_INFO = 68;
    static final int CHIP_INFO_NAME = 0;
    static final int CHIP_INFO_LABEL = 32;
    static final int CHIP_INFO_LINES = 64;

    // struct gpio_v2_line_values { __aligned_u64 bits; __aligned_u64 mask; }
    static final int VALUES = 16;
    static final int VALUES_BITS = 0;
    static final int VALUES_MASK = 8;

    // struct gpio_v2_line_attribute { __u32 id; __u32 padding; union { __aligned_u64 flags, values; __u32
    // debounce_period_us; } }
    static final int ATTRIBUTE = 16;
    static final int ATTRIBUTE_ID = 0;
    static final int ATTRIBUTE_VALUE = 8;

    // struct gpio_v2_line_config_attribute { struct gpio_v2_line_attribute attr; __aligned_u64 mask; }
    static final int CONFIG_ATTRIBUTE = 24;
    static final int CONFIG_ATTRIBUTE_MASK = 16;

    // struct gpio_v2_line_config { __aligned_u64 flags; __u32 num_attrs; __u32 padding[5]; struct … attrs[10]; }
    static final int CONFIG = 272;
    static final int CONFIG_FLAGS = 0;
    static final int CONFIG_ATTRIBUTE_COUNT = 8;
    static final int CONFIG_ATTRIBUTES = 32;

    // struct gpio_v2_line_request { __u32 offsets[64]; char consumer[32]; struct gpio_v2_line_config config; __u32
    // num_lines;
    //     __u32 event_buffer_size; __u32 padding[5]; __s32 fd; }
    static final int REQUEST = 592;
    static final int REQUEST_OFFSETS = 0;
    static final int REQUEST_CONSUMER = 256;
    static final int REQUEST_CONFIG = 288;
    static final int REQUEST_LINE_COUNT = 560;
    static final int REQUEST_EVENT_BUFFER_SIZE = 564;
    static final int REQUEST_DESCRIPTOR = 588;

    // struct gpio_v2_line_info { char name[32]; char consumer[32]; __u32 offset; __u32 num_attrs; __aligned_u64 flags;
    //     struct gpio_v2_line_attribute attrs[10]; __u32 padding[4]; }
    static final int LINE_INFO = 256;
    static final int LINE_INFO_NAME = 0;
    static final int LINE_INFO_CONSUMER = 32;
    static final int LINE_INFO_OFFSET = 64;
    static final int LINE_INFO_FLAGS = 72;

    // struct gpio_v2_line_event { __aligned_u64 timestamp_ns; __u32 id; __u32 offset; __u32 seqno; __u32 line_seqno;
    // __u32 padding[6]; }
    static final int EVENT = 48;
    static final int EVENT_TIMESTAMP = 0;
    static final int EVENT_ID = 8;
    static final int EVENT_OFFSET = 12;
    static final int EVENT_SEQUENCE = 16;
    static final int EVENT_LINE_SEQUENCE = 20;

    static final int EVENT_RISING = 1;
    static final int EVENT_FALLING = 2;

    static final long FLAG_USED = 1L << 0;
    static final long FLAG_ACTIVE_LOW = 1L << 1;
    static final long FLAG_INPUT = 1L << 2;
    static final long FLAG_OUTPUT = 1L << 3;
    static final long FLAG_EDGE_RISING = 1L << 4;
    static final long FLAG_EDGE_FALLING = 1L << 5;
    static final long FLAG_BIAS_PULL_UP = 1L << 8;
    static final long FLAG_BIAS_PULL_DOWN = 1L << 9;
    static final long FLAG_BIAS_DISABLED = 1L << 10;

    static final int ATTRIBUTE_ID_OUTPUT_VALUES = 2;
    static final int ATTRIBUTE_ID_DEBOUNCE = 3;

    private static final int TYPE = 0xB4;
    static final long GET_CHIP_INFO = Ioctl.read(TYPE, 0x01, CHIP_INFO);
    static final long GET_LINE_INFO = Ioctl.readWrite(TYPE, 0x05, LINE_INFO);
    static final long GET_LINE = Ioctl.readWrite(TYPE, 0x07, REQUEST);
    static final long GET_VALUES = Ioctl.readWrite(TYPE, 0x0E, VALUES);
    static final long SET_VALUES = Ioctl.readWrite(TYPE, 0x0F, VALUES);

    private GpioAbi() {}
}
