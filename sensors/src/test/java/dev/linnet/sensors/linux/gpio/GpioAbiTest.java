package dev.linnet.sensors.linux.gpio;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import org.junit.jupiter.api.Test;

/** The offsets against the structs written down field by field as in linux/gpio.h. */
class GpioAbiTest {
    private static final MemoryLayout NAME = sequenceLayout(32, JAVA_BYTE);

    private static final StructLayout ATTRIBUTE =
            structLayout(JAVA_INT.withName("id"), JAVA_INT.withName("padding"), JAVA_LONG.withName("value"));

    private static final StructLayout CONFIG_ATTRIBUTE =
            structLayout(ATTRIBUTE.withName("attr"), JAVA_LONG.withName("mask"));

    private static final StructLayout CONFIG = structLayout(
            JAVA_LONG.withName("flags"),
            JAVA_INT.withName("num_attrs"),
            sequenceLayout(5, JAVA_INT).withName("padding"),
            sequenceLayout(GpioAbi.MAX_ATTRIBUTES, CONFIG_ATTRIBUTE).withName("attrs"));

    private static final StructLayout REQUEST = structLayout(
            sequenceLayout(GpioAbi.MAX_LINES, JAVA_INT).withName("offsets"),
            NAME.withName("consumer"),
            CONFIG.withName("config"),
            JAVA_INT.withName("num_lines"),
            JAVA_INT.withName("event_buffer_size"),
            sequenceLayout(5, JAVA_INT).withName("padding"),
            JAVA_INT.withName("fd"));

    private static final StructLayout LINE_INFO = structLayout(
            NAME.withName("name"),
            NAME.withName("consumer"),
            JAVA_INT.withName("offset"),
            JAVA_INT.withName("num_attrs"),
            JAVA_LONG.withName("flags"),
            sequenceLayout(GpioAbi.MAX_ATTRIBUTES, ATTRIBUTE).withName("attrs"),
            sequenceLayout(4, JAVA_INT).withName("padding"));

    private static final StructLayout EVENT = structLayout(
            JAVA_LONG.withName("timestamp_ns"),
            JAVA_INT.withName("id"),
            JAVA_INT.withName("offset"),
            JAVA_INT.withName("seqno"),
            JAVA_INT.withName("line_seqno"),
            sequenceLayout(6, JAVA_INT).withName("padding"));

    private static final StructLayout CHIP_INFO =
            structLayout(NAME.withName("name"), NAME.withName("label"), JAVA_INT.withName("lines"));

    @Test
    void chipInfo() {
        assertThat(CHIP_INFO.byteSize()).isEqualTo(GpioAbi.CHIP_INFO);
        assertThat(offset(CHIP_INFO, "label")).isEqualTo(GpioAbi.CHIP_INFO_LABEL);
        assertThat(offset(CHIP_INFO, "lines")).isEqualTo(GpioAbi.CHIP_INFO_LINES);
    }

    @Test
    void lineConfig() {
        assertThat(ATTRIBUTE.byteSize()).isEqualTo(GpioAbi.ATTRIBUTE);
        assertThat(offset(ATTRIBUTE, "value")).isEqualTo(GpioAbi.ATTRIBUTE_VALUE);
        assertThat(CONFIG_ATTRIBUTE.byteSize()).isEqualTo(GpioAbi.CONFIG_ATTRIBUTE);
        assertThat(offset(CONFIG_ATTRIBUTE, "mask")).isEqualTo(GpioAbi.CONFIG_ATTRIBUTE_MASK);
        assertThat(CONFIG.byteSize()).isEqualTo(GpioAbi.CONFIG);
        assertThat(offset(CONFIG, "num_attrs")).isEqualTo(GpioAbi.CONFIG_ATTRIBUTE_COUNT);
        assertThat(offset(CONFIG, "attrs")).isEqualTo(GpioAbi.CONFIG_ATTRIBUTES);
    }

    @Test
    void lineRequest() {
        assertThat(REQUEST.byteSize()).isEqualTo(GpioAbi.REQUEST);
        assertThat(offset(REQUEST, "consumer")).isEqualTo(GpioAbi.REQUEST_CONSUMER);
        assertThat(offset(REQUEST, "config")).isEqualTo(GpioAbi.REQUEST_CONFIG);
        assertThat(offset(REQUEST, "num_lines")).isEqualTo(GpioAbi.REQUEST_LINE_COUNT);
        assertThat(offset(REQUEST, "event_buffer_size")).isEqualTo(GpioAbi.REQUEST_EVENT_BUFFER_SIZE);
        assertThat(offset(REQUEST, "fd")).isEqualTo(GpioAbi.REQUEST_DESCRIPTOR);
    }

    @Test
    void lineInfo() {
        assertThat(LINE_INFO.byteSize()).isEqualTo(GpioAbi.LINE_INFO);
        assertThat(offset(LINE_INFO, "consumer")).isEqualTo(GpioAbi.LINE_INFO_CONSUMER);
        assertThat(offset(LINE_INFO, "offset")).isEqualTo(GpioAbi.LINE_INFO_OFFSET);
        assertThat(offset(LINE_INFO, "flags")).isEqualTo(GpioAbi.LINE_INFO_FLAGS);
    }

    @Test
    void lineEvent() {
        assertThat(EVENT.byteSize()).isEqualTo(GpioAbi.EVENT);
        assertThat(offset(EVENT, "id")).isEqualTo(GpioAbi.EVENT_ID);
        assertThat(offset(EVENT, "offset")).isEqualTo(GpioAbi.EVENT_OFFSET);
        assertThat(offset(EVENT, "seqno")).isEqualTo(GpioAbi.EVENT_SEQUENCE);
        assertThat(offset(EVENT, "line_seqno")).isEqualTo(GpioAbi.EVENT_LINE_SEQUENCE);
    }

    /** As a C compiler prints them for the header's macros. */
    @Test
    void requests() {
        assertThat(GpioAbi.GET_CHIP_INFO).isEqualTo(0x8044B401L);
        assertThat(GpioAbi.GET_LINE_INFO).isEqualTo(0xC100B405L);
        assertThat(GpioAbi.GET_LINE).isEqualTo(0xC250B407L);
        assertThat(GpioAbi.GET_VALUES).isEqualTo(0xC010B40EL);
        assertThat(GpioAbi.SET_VALUES).isEqualTo(0xC010B40FL);
    }

    private static long offset(StructLayout struct, String field) {
        return struct.byteOffset(groupElement(field));
    }
}
