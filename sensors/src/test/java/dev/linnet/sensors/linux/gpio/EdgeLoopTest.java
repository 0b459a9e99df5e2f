package dev.linnet.sensors.linux.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.sensors.linux.kernel.Errno;
import dev.linnet.sensors.linux.kernel.FakeKernel;
import dev.linnet.sensors.linux.kernel.KernelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EdgeLoopTest {
    private static final LineSettings INPUT = new LineSettings.Input(LineSettings.Bias.NONE, Duration.ZERO);
    private static final int QUEUE = 4;

    private final FakeKernel kernel = new FakeKernel();
    private final FakeChip wires = new FakeChip(kernel, "/dev/gpiochip0", "pinctrl-bcm2711", 54, QUEUE);
    private final EdgeLoop loop = new EdgeLoop(kernel);
    private GpioChip chip;

    @BeforeEach
    void open() throws KernelException {
        chip = GpioChip.open(kernel, "/dev/gpiochip0");
    }

    @AfterEach
    void close() {
        loop.close();
        chip.close();
        assertThat(kernel.openFiles()).as("open files at the end").isZero();
    }

    @Test
    void tellsEdgesInOrderWithTheKernelsTime() throws Exception {
        try (Line line = line(17)) {
            Heard heard = watch(line);
            wires.drive(17, true);
            long rise = wires.now();
            assertThat(heard.next()).isEqualTo(new Edge(true, rise, 1, 0));
            wires.drive(17, false);
            assertThat(heard.next()).isEqualTo(new Edge(false, wires.now(), 2, 0));
        }
    }

    @Test
    void oneThreadServesEveryLine() throws Exception {
        List<Line> lines = new ArrayList<>();
        List<Heard> heard = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            lines.add(line(i));
            heard.add(watch(lines.getLast()));
        }
        for (int i = 1; i <= 20; i++) {
            wires.drive(i, true);
        }
        for (Heard each : heard) {
            assertThat(each.next().rising()).isTrue();
        }
        assertThat(heard.stream().map(each -> each.thread).distinct()).hasSize(1);
        lines.forEach(Line::close);
    }

    @Test
    void noticesEdgesThatTheKernelDropped() throws Exception {
        try (Line line = line(17)) {
            Heard heard = new Heard();
            for (int i = 0; i < QUEUE + 3; i++) {
                wires.drive(17, i % 2 == 0);
            }
            loop.watch(line, heard);
            assertThat(heard.next().lost()).isEqualTo(3);
            for (int i = 1; i < QUEUE; i++) {
                assertThat(heard.next().lost()).isZero();
            }
        }
    }

    @Test
    void survivesSignals() throws Exception {
        try (Line line = line(17)) {
            Heard heard = watch(line);
            kernel.interrupt(5);
            wires.drive(17, true);
            assertThat(heard.next().rising()).isTrue();
        }
    }

    @Test
    void aFailingListenerCostsNobodyAnEdge() throws Exception {
        try (Line bad = line(1);
                Line good = line(2)) {
            CountDownLatch failed = new CountDownLatch(1);
            loop.watch(bad, new EdgeListener() {
                @Override
                public void edge(Edge edge) {
                    failed.countDown();
                    throw new IllegalStateException("a listener's mistake, made by a test");
                }

                @Override
                public void gone(KernelException reason) {}
            });
            Heard heard = watch(good);
            wires.drive(1, true);
            assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();
            wires.drive(2, true);
            assertThat(heard.next().rising()).isTrue();
        }
    }

    @Test
    void tellsOnceWhenTheChipGoesEvenIfTheKernelDoesNot() throws Exception {
        try (Line line = line(17)) {
            Heard heard = watch(line);
            wires.remove(false);
            kernel.endWaiting();
            KernelException gone = heard.gone.take();
            assertThat(gone.errno()).isEqualTo(Errno.ENODEV);
            assertThat(gone).hasMessage("gpio: line 17 of gpiochip0: the chip was removed");
            kernel.endWaiting();
            FakeChip returned = new FakeChip(kernel, "/dev/gpiochip0", "pinctrl-bcm2711");
            try (GpioChip again = GpioChip.open(kernel, "/dev/gpiochip0");
                    Line other = again.request(3, "test", INPUT)) {
                Heard later = watch(other);
                returned.drive(3, true);
                later.next();
            }
            assertThat(heard.gone).isEmpty();
        }
    }

    @Test
    void tellsWhenTheKernelSaysThatTheChipWent() throws Exception {
        try (Line line = line(17)) {
            Heard heard = watch(line);
            wires.remove(true);
            assertThat(heard.gone.take().errno()).isEqualTo(Errno.ENODEV);
        }
    }

    @Test
    void aClosedLineIsFreeAtOnceAndSilent() throws Exception {
        Line first = line(17);
        Heard before = watch(first);
        first.close();
        try (Line second = line(17)) {
            Heard after = watch(second);
            wires.drive(17, true);
            after.next();
            assertThat(before.edges).isEmpty();
            assertThat(before.gone).isEmpty();
        }
    }

    @Test
    void aListenerMayCloseItsOwnLine() throws Exception {
        Line line = line(17);
        CountDownLatch closed = new CountDownLatch(1);
        loop.watch(line, new EdgeListener() {
            @Override
            public void edge(Edge edge) {
                line.close();
                closed.countDown();
            }

            @Override
            public void gone(KernelException reason) {}
        });
        wires.drive(17, true);
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        wires.drive(17, false);
    }

    @Test
    void keepsNothingOfClosedLines() throws Exception {
        try (Line line = line(2)) {
            watch(line);
            int before = kernel.openFiles();
            for (int i = 0; i < 10_000; i++) {
                try (Line other = line(17)) {
                    loop.watch(other, new Heard());
                }
            }
            assertThat(kernel.openFiles()).isEqualTo(before);
            assertThat(loop.watchedLines()).isLessThanOrEqualTo(2);
        }
    }

    private Line line(int number) throws KernelException {
        return chip.request(number, "test", INPUT);
    }

    private Heard watch(Line line) throws KernelException {
        Heard heard = new Heard();
        loop.watch(line, heard);
        return heard;
    }

    private static final class Heard implements EdgeListener {
        final BlockingQueue<Edge> edges = new LinkedBlockingQueue<>();
        final BlockingQueue<KernelException> gone = new LinkedBlockingQueue<>();
        volatile @Nullable Thread thread;

        Edge next() throws InterruptedException {
            Edge edge = edges.poll(5, TimeUnit.SECONDS);
            assertThat(edge).as("an edge within five seconds").isNotNull();
            return edge;
        }

        @Override
        public void edge(Edge edge) {
            thread = Thread.currentThread();
            edges.add(edge);
        }

        @Override
        public void gone(KernelException reason) {
            gone.add(reason);
        }
    }
}
