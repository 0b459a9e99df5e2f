package dev.linnet.bench.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.gpio.LineEvent;
import dev.linnet.sensors.linux.gpio.LinuxDigitalInput;
import dev.linnet.sensors.linux.kernel.Libc;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider on a real gpiochip. Lines are those of the chip labelled as a Pi 4's header, which is not the machine's first. */
class GpioTest {
    private static final int FIRST = 4;
    private static final int INPUTS = 8;

    private final SimulatedChip wires = SimulatedChip.named("header");
    private Context pi4j;

    @BeforeEach
    void start() throws IOException {
        pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(new Libc(), null)))
                .build();
        for (int line = 0; line < 28; line++) {
            wires.drive(line, false);
        }
    }

    @AfterEach
    void stop() {
        pi4j.shutdown();
    }

    @Test
    void eightInputsLoseNoEdge() throws Exception {
        int rounds = 300;
        List<BlockingQueue<DigitalStateChangeEvent<?>>> heard = new ArrayList<>();
        List<LinuxDigitalInput> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(input(FIRST + i, Duration.ZERO));
            heard.add(listen(inputs.getLast()));
        }
        for (int round = 0; round < rounds; round++) {
            long before = System.nanoTime();
            for (int i = 0; i < INPUTS; i++) {
                wires.drive(FIRST + i, round % 2 == 0);
            }
            // The kernel looks at a line's level only after the interrupt: the next round must not come before that.
            for (int i = 0; i < INPUTS; i++) {
                LineEvent event = (LineEvent) next(heard.get(i));
                assertThat(event.edge().rising())
                        .as("round %d of input %d", round, i)
                        .isEqualTo(round % 2 == 0);
                assertThat(event.edge().sequence()).isEqualTo(round + 1);
                assertThat(event.edge().timestamp()).isBetween(before, System.nanoTime());
            }
        }
        for (int i = 0; i < INPUTS; i++) {
            assertThat(heard.get(i)).as("more edges than were made").isEmpty();
            assertThat(inputs.get(i).lostEdges()).isZero();
        }
    }

    @Test
    void anEdgeIsHeardSoon() throws Exception {
        BlockingQueue<DigitalStateChangeEvent<?>> heard = listen(input(5, Duration.ZERO));
        List<Long> micros = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            wires.drive(5, i % 2 == 0);
            LineEvent event = (LineEvent) next(heard);
            micros.add((System.nanoTime() - event.edge().timestamp()) / 1_000);
        }
        micros.sort(null);
        assertThat(micros.get(50))
                .as("median of microseconds from edge to listener's thread")
                .isLessThan(50_000);
    }

    @Test
    void bounceIsFilteredAndTheDebounceKept() throws Exception {
        for (Duration debounce :
                new Duration[] {Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(1)}) {
            try (LinuxDigitalInput input = input(6, debounce)) {
                BlockingQueue<DigitalStateChangeEvent<?>> heard = listen(input);
                long stable = System.nanoTime();
                for (int bounce = 0; bounce < 9; bounce++) {
                    wires.drive(6, bounce % 2 == 0);
                    stable = System.nanoTime();
                }
                LineEvent event = (LineEvent) next(heard);
                assertThat(event.edge().rising()).isTrue();
                assertThat(event.edge().timestamp() - stable)
                        .as("nanoseconds after the level was stable, with %s", debounce)
                        .isGreaterThan(
                                debounce.toNanos() - Duration.ofMillis(15).toNanos());
                assertThat(heard.poll(50, TimeUnit.MILLISECONDS)).as("bounce").isNull();
                wires.drive(6, false);
                assertThat(next(heard).state()).isEqualTo(DigitalState.LOW);
            }
        }
    }

    @Test
    void aPulseShorterThanTheDebounceIsNotHeard() throws Exception {
        BlockingQueue<DigitalStateChangeEvent<?>> heard = listen(input(7, Duration.ofMillis(500)));
        wires.drive(7, true);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        wires.drive(7, false);
        assertThat(heard.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void theShortestDebounceLetsSlowEdgesThrough() throws Exception {
        BlockingQueue<DigitalStateChangeEvent<?>> heard = listen(input(8, Duration.ofMillis(1)));
        for (int i = 0; i < 20; i++) {
            wires.drive(8, i % 2 == 0);
            assertThat(next(heard).state()).isEqualTo(i % 2 == 0 ? DigitalState.HIGH : DigitalState.LOW);
        }
    }

    @Test
    void anOutputIsReadBack() throws IOException {
        DigitalOutput output = pi4j.create(output(20).initial(DigitalState.HIGH));
        assertThat(wires.high(20)).isTrue();
        assertThat(output.state()).isEqualTo(DigitalState.HIGH);
        for (int i = 0; i < 50; i++) {
            output.toggle();
            assertThat(wires.high(20)).isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void namesTheProcessThatHoldsALine() throws Exception {
        Process other = new ProcessBuilder("gpioset", "--mode=signal", wires.name(), "21=1").start();
        try {
            until(() -> wires.high(21));
            assertThatThrownBy(() -> pi4j.create(output(21)))
                    .hasMessage("gpio: line 21 of " + wires.name() + " is in use by \"gpioset\"");
        } finally {
            other.destroy();
            other.waitFor();
        }
        assertThat(pi4j.create(output(21)).state()).isEqualTo(DigitalState.LOW);
    }

    @Test
    void countsWhatTheKernelDropped() throws Exception {
        LinuxDigitalInput input = input(9, Duration.ZERO);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<DigitalStateChangeEvent<?>> heard = new LinkedBlockingQueue<>();
        input.addListener(event -> {
            held.countDown();
            await(release);
            heard.add(event);
        });
        wires.drive(9, true);
        await(held);
        for (int i = 0; i < 1_000; i++) {
            wires.drive(9, i % 2 == 1);
            // Edges that come while the kernel is still at the last one are one edge to it.
            LockSupport.parkNanos(500_000);
        }
        release.countDown();
        int count = 0;
        LineEvent last = (LineEvent) next(heard);
        for (DigitalStateChangeEvent<?> event = last; event != null; event = heard.poll(2, TimeUnit.SECONDS)) {
            last = (LineEvent) event;
            count++;
        }
        assertThat(input.lostEdges()).isPositive();
        assertThat(count + input.lostEdges()).isEqualTo(last.edge().sequence());
        assertThat(last.state()).as("the last level is right all the same").isEqualTo(input.state());
    }

    @Test
    void survivesTheChipsRemovalAndFindsItAgain() throws Exception {
        SimulatedChip chip = SimulatedChip.create("visitor", "visitor", 4);
        try {
            DigitalInputConfigBuilder config = input(2);
            config.bus(number(chip));
            DigitalInput input = pi4j.create(config);
            BlockingQueue<DigitalStateChangeEvent<?>> heard = listen(input);
            chip.drive(2, true);
            assertThat(next(heard).state()).isEqualTo(DigitalState.HIGH);
            chip.live(false);
            DigitalStateChangeEvent<?> gone = heard.poll(15, TimeUnit.SECONDS);
            assertThat(gone).as("news of the removal").isNotNull();
            assertThat(gone.state()).isEqualTo(DigitalState.UNKNOWN);
            assertThatThrownBy(input::state).hasMessageContaining("was removed");
            input.close();
            chip.live(true);
            DigitalInputConfigBuilder again = input(2);
            again.bus(number(chip));
            input = pi4j.create(again);
            heard = listen(input);
            chip.drive(2, true);
            assertThat(next(heard).state()).isEqualTo(DigitalState.HIGH);
            input.close();
        } finally {
            chip.remove();
        }
    }

    @Test
    void twentyInputsTakeOneThread() throws IOException {
        long before = Thread.getAllStackTraces().size();
        for (int line = 0; line < 20; line++) {
            input(line, Duration.ZERO);
        }
        assertThat(Thread.getAllStackTraces().size() - before).isLessThanOrEqualTo(1);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(Condition condition) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("within half a minute").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(SimulatedChip chip) throws IOException {
        return Integer.parseInt(chip.name().substring("gpiochip".length()));
    }

    private LinuxDigitalInput input(int line, Duration debounce) {
        return (LinuxDigitalInput) pi4j.create(input(line).debounce(debounce.toNanos() / 1_000));
    }

    private DigitalInputConfigBuilder input(int line) {
        return DigitalInput.newConfigBuilder(pi4j).id("in" + line).bcm(line).debounce(0L);
    }

    private DigitalOutputConfigBuilder output(int line) {
        return DigitalOutput.newConfigBuilder(pi4j).id("out" + line).bcm(line);
    }

    private static BlockingQueue<DigitalStateChangeEvent<?>> listen(DigitalInput input) {
        BlockingQueue<DigitalStateChangeEvent<?>> events = new LinkedBlockingQueue<>();
        input.addListener(events::add);
        return events;
    }

    private static DigitalStateChangeEvent<?> next(BlockingQueue<DigitalStateChangeEvent<?>> events)
            throws InterruptedException {
        @Nullable DigitalStateChangeEvent<?> event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within twenty seconds");
        }
        return event;
    }
}
