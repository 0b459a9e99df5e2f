package dev.linnet.sensors.linux.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * What Linux knows of its wall clock. Needs {@code --enable-native-access}. Made for 64-bit Linux, as {@link Libc} is. One thread's.
 */
public final class KernelClock {
    /** TIME_ERROR: nobody disciplines the clock (timex.h); a time server's client takes that away. */
    private static final int UNSYNCHRONISED = 5;

    /** More than any struct timex (208 bytes); all zero, it asks and changes nothing. */
    private static final int TIMEX_BYTES = 256;

    private @Nullable MethodHandle adjtimex; // made when it is first asked for, which is hardly ever

    /** Whether a time server keeps the clock right (adjtimex(2)); true as well where that may not be asked. */
    public boolean isSynchronised() {
        return state() != UNSYNCHRONISED;
    }

    /** What adjtimex returns: 0 to 5, or -1 where it may not be called. */
    int state() {
        MethodHandle call = adjtimex;
        if (call == null) {
            call = Libc.call("adjtimex", FunctionDescriptor.of(JAVA_INT, ADDRESS));
            adjtimex = call;
        }
        try (Arena arena = Arena.ofConfined()) {
            return (int) call.invokeExact(arena.allocate(TIMEX_BYTES));
        } catch (Throwable e) {
            throw new AssertionError("a system call that takes no callback threw", e);
        }
    }
}
