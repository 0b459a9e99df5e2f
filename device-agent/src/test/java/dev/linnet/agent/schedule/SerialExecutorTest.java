package dev.linnet.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void runsOneAfterAnotherOnOneWorkerAndOutlivesFailures() {
        SerialExecutor serial = new SerialExecutor(workers::add, 3);
        serial.execute(() -> {
            ran.add(1);
            throw new IllegalStateException("a defect");
        });
        serial.execute(() -> ran.add(2));
        assertThat(workers).hasSize(1);
        workers.remove().run();
        assertThat(ran).containsExactly(1, 2);
        serial.execute(() -> ran.add(3));
        assertThat(workers).hasSize(1);
    }

    @Test
    void refusesWhatIsTooMuch() {
        SerialExecutor serial = new SerialExecutor(workers::add, 2);
        serial.execute(() -> ran.add(1));
        serial.execute(() -> ran.add(2));
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> serial.execute(() -> ran.add(3)))
                .withMessage("more than 2 operations are waiting");
        workers.remove().run();
        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void aRefusalOfTheWorkersIsPassedOnAndForgotten() {
        boolean[] full = {true};
        Executor moody = task -> {
            if (full[0]) {
                throw new RejectedExecutionException("no thread");
            }
            task.run();
        };
        SerialExecutor serial = new SerialExecutor(moody, 2);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> serial.execute(() -> ran.add(1)));
        full[0] = false;
        serial.execute(() -> ran.add(2));
        assertThat(ran).containsExactly(2);
    }
}
