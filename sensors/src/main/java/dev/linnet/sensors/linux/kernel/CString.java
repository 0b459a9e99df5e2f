package dev.linnet.sensors.linux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Fixed-size character arrays inside the kernel's structs: ended by a zero byte, or by the array when it is full. */
public final class CString {
    private CString() {}

    public static String read(MemorySegment struct, long offset, int size) {
        byte[] bytes = struct.asSlice(offset, size).toArray(JAVA_BYTE);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Cut to fit, with its closing zero; the array must be zero before. */
    public static void write(MemorySegment struct, long offset, int size, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(bytes, 0, struct, JAVA_BYTE, offset, Math.min(bytes.length, size - 1));
    }
}
