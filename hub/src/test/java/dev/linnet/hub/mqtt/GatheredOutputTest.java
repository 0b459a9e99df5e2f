package dev.linnet.hub.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheredOutputTest {
    /** Each write that reaches the socket. */
    private final List<String> writes = new ArrayList<>();

    private final AtomicInteger following = new AtomicInteger();
    private final OutputStream out = new GatheredOutput(
            new OutputStream() {
                @Override
                public void write(int octet) {
                    throw new UnsupportedOperationException("a system call for one byte");
                }

                @Override
                public void write(byte[] bytes, int offset, int count) {
                    writes.add(new String(bytes, offset, count, StandardCharsets.US_ASCII));
                }
            },
            following);

    @Test
    void whatIsAnnouncedLeavesTogether() throws IOException {
        following.set(3);
        message("a");
        message("b");
        assertThat(writes).isEmpty();
        message("c");
        assertThat(writes).containsExactly("abc");
    }

    @Test
    void whatIsNotLeavesAtOnce() throws IOException {
        message("a");
        message("b");
        assertThat(writes).containsExactly("a", "b");
    }

    @Test
    void aMessageThatComesBetweenOnlyEndsItEarly() throws IOException {
        following.set(2);
        message("a");
        message("ping");
        message("b");
        assertThat(writes).containsExactly("aping", "b");
    }

    @Test
    void whatDoesNotFitLeavesBeforeIt() throws IOException {
        following.set(4);
        String large = "x".repeat(10 << 10);
        String huge = "y".repeat(20 << 10);
        message(large);
        message(large);
        assertThat(writes).containsExactly(large);
        message(huge);
        out.write('z');
        out.flush();
        assertThat(String.join("", writes)).isEqualTo(large + large + huge + "z");
    }

    private void message(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
