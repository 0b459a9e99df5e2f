package dev.linnet.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CommandMemoryTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final CommandMemory memory = new CommandMemory();

    private void begin(String id) {
        memory.begin(new Command(id, "fan", Value.of(true), Duration.ofSeconds(1)));
    }

    private boolean end(String id, long nanoTime) {
        return memory.end(Result.done(id, Value.of(true)), nanoTime);
    }

    @Test
    void theFirstResultCounts() {
        begin("a");
        assertThat(end("a", 0)).isTrue();
        assertThat(memory.end(Result.failed("a", "late"), 0)).isFalse();
        assertThat(end("unknown", 0)).isFalse();
        assertThat(Objects.requireNonNull(memory.find("a")).result()).isEqualTo(Result.done("a", Value.of(true)));
    }

    @Test
    void keepsAHundredForEverAndMoreForTenMinutes() {
        for (int i = 0; i < 300; i++) {
            begin("c" + i);
            end("c" + i, 0);
        }
        assertThat(memory.size()).isEqualTo(300);
        begin("later");
        end("later", 11 * MINUTE);
        assertThat(memory.size()).isEqualTo(CommandMemory.MIN_KEPT);
        assertThat(memory.find("c0")).isNull();
        assertThat(memory.find("c299")).isNotNull();
    }

    @Test
    void isBoundedWhateverComes() {
        for (int i = 0; i < 10_000; i++) {
            begin("c" + i);
            end("c" + i, i);
        }
        assertThat(memory.size()).isEqualTo(CommandMemory.MAX_KEPT);
        assertThat(memory.find("c9999")).isNotNull();
    }

    @Test
    void whatIsInProgressIsNotForgotten() {
        begin("slow");
        for (int i = 0; i < 10_000; i++) {
            begin("c" + i);
            end("c" + i, i * MINUTE);
        }
        assertThat(memory.find("slow")).isNotNull();
        assertThat(end("slow", 10_000 * MINUTE)).isTrue();
    }
}
