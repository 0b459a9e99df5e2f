package dev.linnet.sensors.linux.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.linnet.sensors.linux.kernel.CString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Builds a struct gpio_v2_line_request for one line. */
final class LineRequest {
    /** Edges that the kernel keeps for us while we are busy (48 bytes each); when full it drops the oldest. */
    static final int EVENT_BUFFER = 512;

    private static final long THE_LINE = 1;

    private LineRequest() {}

    static MemorySegment of(Arena arena, int line, String consumer, LineSettings settings) {
        MemorySegment request = arena.allocate(GpioAbi.REQUEST, 8);
        request.set(JAVA_INT, GpioAbi.REQUEST_OFFSETS, line);
        request.set(JAVA_INT, GpioAbi.REQUEST_LINE_COUNT, 1);
        CString.write(request, GpioAbi.REQUEST_CONSUMER, GpioAbi.NAME_SIZE, consumer);
        MemorySegment config = request.asSlice(GpioAbi.REQUEST_CONFIG, GpioAbi.CONFIG);
        if (settings instanceof LineSettings.Input input) {
            input(request, config, input);
        } else {
            output(config, (LineSettings.Output) settings);
        }
        return request;
    }

    private static void input(MemorySegment request, MemorySegment config, LineSettings.Input input) {
        long edges = GpioAbi.FLAG_EDGE_RISING | GpioAbi.FLAG_EDGE_FALLING;
        config.set(JAVA_LONG, GpioAbi.CONFIG_FLAGS, GpioAbi.FLAG_INPUT | edges | input.bias().flag);
        request.set(JAVA_INT, GpioAbi.REQUEST_EVENT_BUFFER_SIZE, EVENT_BUFFER);
        if (!input.debounce().isZero()) {
            int micros = (int) Math.max(1, input.debounce().toNanos() / 1_000);
            attribute(config, GpioAbi.ATTRIBUTE_ID_DEBOUNCE).set(JAVA_INT, GpioAbi.ATTRIBUTE_VALUE, micros);
        }
    }

    private static void output(MemorySegment config, LineSettings.Output output) {
        config.set(JAVA_LONG, GpioAbi.CONFIG_FLAGS, GpioAbi.FLAG_OUTPUT);
        attribute(config, GpioAbi.ATTRIBUTE_ID_OUTPUT_VALUES)
                .set(JAVA_LONG, GpioAbi.ATTRIBUTE_VALUE, output.high() ? THE_LINE : 0);
    }

    /** The request's only attribute; its mask names the line by its index in the request, not by its number on the chip. */
    private static MemorySegment attribute(MemorySegment config, int id) {
        config.set(JAVA_INT, GpioAbi.CONFIG_ATTRIBUTE_COUNT, 1);
        MemorySegment attribute = config.asSlice(GpioAbi.CONFIG_ATTRIBUTES, GpioAbi.CONFIG_ATTRIBUTE);
        attribute.set(JAVA_INT, GpioAbi.ATTRIBUTE_ID, id);
        attribute.set(JAVA_LONG, GpioAbi.CONFIG_ATTRIBUTE_MASK, THE_LINE);
        return attribute;
    }
}
