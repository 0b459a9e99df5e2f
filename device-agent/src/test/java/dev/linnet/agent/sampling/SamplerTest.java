package dev.linnet.agent.sampling;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.schedule.VirtualLoop;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.agent.spool.SpooledReading;
import dev.linnet.sensors.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final MemorySpool spool = new MemorySpool("b", 1 << 20);
    private final Recorder recorder = new Recorder(spool, () -> {});
    private final ScriptedSensor sensor = new ScriptedSensor(loop);
    private final ScriptedSensor other = new ScriptedSensor(loop);

    private Sampler start(SampledDevice... devices) {
        Sampler sampler = new Sampler(loop, List.of(devices), recorder);
        sampler.start();
        return sampler;
    }

    private static SampledDevice device(String id, ScriptedSensor sensor, Duration every) {
        return new SampledDevice(id, sensor, every, Runnable::run);
    }

    private static SampledDevice device(String id, ScriptedSensor sensor, Duration every, Executor executor) {
        return new SampledDevice(id, sensor, every, executor);
    }

    @Test
    void readsOnAGridThatDoesNotDriftThoughEachReadingTakesTime() {
        start(device("t", sensor, ofSeconds(10), task -> {
            loop.pass(ofMillis(300));
            task.run();
        }));
        loop.advance(ofHours(1));
        assertThat(sensor.sampledAt).hasSize(361);
        assertThat(sensor.sampledAt.get(1)).isEqualTo(ofMillis(10_300));
        assertThat(sensor.sampledAt.getLast()).isEqualTo(ofHours(1).plusMillis(300));
    }

    @Test
    void devicesAreSpreadOverTheFirstSecondFourAtATime() {
        ScriptedSensor[] sensors = new ScriptedSensor[9];
        SampledDevice[] devices = new SampledDevice[sensors.length];
        for (int i = 0; i < sensors.length; i++) {
            sensors[i] = new ScriptedSensor(loop);
            devices[i] = device("s" + i, sensors[i], i == 8 ? ofMillis(300) : i % 2 == 0 ? ofSeconds(1) : ofHours(1));
        }
        start(devices);
        loop.advance(ofMillis(999));
        assertThat(sensors[8].sampledAt).startsWith(ZERO, ofMillis(300));
        for (int i : new int[] {0, 2, 4}) {
            assertThat(sensors[i].sampledAt).as("of one interval").containsExactly(ZERO);
        }
        Duration third = ofSeconds(1).dividedBy(3);
        assertThat(sensors[6].sampledAt).containsExactly(third);
        assertThat(sensors[1].sampledAt).containsExactly(third);
        assertThat(sensors[7].sampledAt).containsExactly(ofSeconds(2).dividedBy(3));
    }

    @Test
    void moreOftenThanOnceASecondTheyAreSpreadOverTheirInterval() {
        ScriptedSensor[] sensors = new ScriptedSensor[5];
        SampledDevice[] devices = new SampledDevice[sensors.length];
        for (int i = 0; i < sensors.length; i++) {
            sensors[i] = new ScriptedSensor(loop);
            devices[i] = device("s" + i, sensors[i], ofMillis(300));
        }
        start(devices);
        loop.advance(ofMillis(500));
        assertThat(sensors[0].sampledAt).containsExactly(ZERO, ofMillis(300));
        assertThat(sensors[4].sampledAt).containsExactly(ofMillis(150), ofMillis(450));
    }

    @Test
    void aDeviceThatHangsDelaysNoOtherAndIsNotAskedTwiceAtOnce() {
        Queue<Runnable> stuck = new ArrayDeque<>();
        Sampler sampler = start(device("slow", sensor, ofSeconds(1), stuck::add), device("t", other, ofSeconds(1)));
        loop.advance(ofSeconds(5));
        assertThat(stuck).hasSize(1);
        assertThat(other.sampledAt).hasSize(6);
        assertThat(recorder.troubles()).isEmpty();
        loop.advance(ofSeconds(10));
        assertThat(recorder.troubles()).containsOnlyKeys("slow");
        assertThat(recorder.troubles().get("slow")).startsWith("no answer from the driver for 1");
        assertThat(sampler.complaint()).isNull(); // the other one is well

        stuck.remove().run();
        loop.settle();
        assertThat(recorder.troubles()).isEmpty();
        loop.advance(ofSeconds(1));
        assertThat(stuck).hasSize(1);
    }

    @Test
    void whenEverythingHangsTheWatchdogIsTold() {
        Queue<Runnable> stuck = new ArrayDeque<>();
        Sampler sampler = start(device("slow", sensor, ofSeconds(1), stuck::add));
        loop.advance(ofSeconds(9));
        assertThat(sampler.complaint()).isNull();
        loop.advance(ofSeconds(3));
        assertThat(sampler.complaint()).isEqualTo("no answer from slow");
    }

    @Test
    void readingsThatTakeTooLongSkipTimesOnTheGrid() {
        start(device("t", sensor, ofSeconds(1), task -> {
            loop.pass(ofMillis(2500));
            task.run();
        }));
        loop.advance(ofSeconds(10));
        assertThat(sensor.sampledAt).containsExactly(ofMillis(2500), ofMillis(5500), ofMillis(8500), ofMillis(11_500));
    }

    @Test
    void aFailureIsToldAndTheDeviceIsOpenedAnewAndComesBack() {
        sensor.openFault = "no answer at 0x76 on bus 1";
        start(device("t", sensor, ofSeconds(1)));
        loop.advance(ofSeconds(2));
        assertThat(recorder.troubles()).containsEntry("t", "no answer at 0x76 on bus 1");
        assertThat(sensor.openedAt).containsExactly(ZERO, ofSeconds(1), ofSeconds(2));

        sensor.openFault = null;
        loop.advance(ofSeconds(2));
        assertThat(recorder.troubles()).isEmpty();
        assertThat(sensor.openedAt).hasSize(4);
        assertThat(sensor.sampledAt).containsExactly(ofSeconds(3), ofSeconds(4));

        sensor.sampleFault = new IOException("CRC error");
        loop.advance(ofSeconds(1));
        assertThat(recorder.troubles()).containsEntry("t", "CRC error");
        sensor.sampleFault = new ArithmeticException();
        loop.advance(ofSeconds(1));
        assertThat(recorder.troubles()).containsEntry("t", "ArithmeticException");
        sensor.sampleFault = null;
        loop.advance(ofSeconds(1));
        assertThat(recorder.troubles()).isEmpty();
    }

    @Test
    void aDeviceWithALongIntervalIsTriedAgainSooner() {
        sensor.openFault = "in use by \"fan\"";
        start(device("t", sensor, ofHours(1)));
        loop.advance(ofSeconds(35));
        assertThat(sensor.openedAt).containsExactly(ZERO, ofSeconds(10), ofSeconds(20), ofSeconds(30));
        sensor.openFault = null;
        loop.advance(ofSeconds(10));
        assertThat(sensor.sampledAt).containsExactly(ofSeconds(40));
        loop.advance(ofHours(2));
        assertThat(sensor.sampledAt).hasSizeBetween(2, 4);
    }

    @Test
    void theTimeOfAConversionIsWaitedOutWithoutAThread() {
        sensor.conversion = ofMillis(44);
        Queue<Runnable> worker = new ArrayDeque<>();
        start(device("t", sensor, ofSeconds(1), worker::add));
        loop.settle();
        worker.remove().run();
        assertThat(sensor.sampledAt).isEmpty();
        loop.advance(ofMillis(43));
        assertThat(worker).isEmpty();
        loop.advance(ofMillis(1));
        worker.remove().run();
        assertThat(sensor.sampledAt).containsExactly(ofMillis(44));
    }

    @Test
    void edgesAreRecordedAtOnce() {
        start(device("door", sensor, ofMinutes(1)));
        loop.settle();
        loop.advance(ofMillis(70));
        Objects.requireNonNull(sensor.edges).accept(ScriptedSensor.CHANNEL, Sample.of(7), loop.nanoTime());
        SpooledReading newest = spool.next("b", 1, 1).getFirst();
        assertThat(newest.nanoTime()).isEqualTo(loop.nanoTime());
    }

    @Test
    void afterItsStopNothingIsRead() {
        Sampler sampler = start(device("t", sensor, ofSeconds(1)), device("u", other, ofSeconds(1)));
        loop.advance(ofSeconds(2));
        int[] idle = {0};
        sampler.stop(() -> idle[0]++);
        assertThat(idle[0]).isEqualTo(sampler.size());
        int before = sensor.sampledAt.size();
        loop.advance(ofSeconds(10));
        assertThat(sensor.sampledAt).hasSize(before);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void itsStopTellsWhenReadingsInProgressHaveArrived() {
        sensor.conversion = ofMillis(44);
        other.sampleFault = new IOException("CRC error");
        Queue<Runnable> worker = new ArrayDeque<>();
        Sampler sampler =
                start(device("t", sensor, ofSeconds(1), worker::add), device("u", other, ofSeconds(1), worker::add));
        loop.advance(ofSeconds(1));
        int[] idle = {0};
        sampler.stop(() -> idle[0]++);
        worker.remove().run(); // the first begins to convert, and
        worker.remove().run(); // the second fails
        loop.settle();
        assertThat(idle[0]).isEqualTo(1);
        loop.advance(ofMillis(44));
        assertThat(idle[0]).isEqualTo(1);
        worker.remove().run();
        loop.settle();
        assertThat(idle[0]).isEqualTo(2);
        assertThat(spool.next("b", 0, 10)).hasSize(1);
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void itsStopWaitsForNoThreadThatIsNotToBeHad() {
        sensor.conversion = ofMillis(44);
        boolean[] full = {false};
        Sampler sampler = start(device("t", sensor, ofSeconds(1), task -> {
            if (full[0]) {
                throw new RejectedExecutionException("no thread");
            }
            task.run();
        }));
        loop.settle();
        int[] idle = {0};
        sampler.stop(() -> idle[0]++);
        assertThat(idle[0]).isZero();
        full[0] = true;
        loop.advance(ofMillis(44));
        assertThat(idle[0]).isEqualTo(1);
    }

    @Test
    void whenNoThreadIsFreeTheChannelSaysSoAndGoesOn() {
        boolean[] full = {true};
        start(device("t", sensor, ofSeconds(1), task -> {
            if (full[0]) {
                throw new RejectedExecutionException("no thread");
            }
            task.run();
        }));
        loop.advance(ofSeconds(1));
        assertThat(recorder.troubles()).containsEntry("t", "too much to do: no thread");
        full[0] = false;
        loop.advance(ofSeconds(1));
        assertThat(recorder.troubles()).isEmpty();
    }
}
