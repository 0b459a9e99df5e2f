package dev.linnet.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.agent.conditioning.Delta;
import dev.linnet.agent.conditioning.FilterChain;
import dev.linnet.agent.spool.Loss;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.agent.spool.SpooledReading;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final MemorySpool spool = new MemorySpool("b", 1 << 20);
    private final AtomicInteger told = new AtomicInteger();
    private final Recorder recorder = new Recorder(spool, told::incrementAndGet);

    @Test
    void valuesBecomeNumberedReadings() {
        recorder.accept("t", Sample.of(21.5), 100);
        recorder.accept("door", Sample.of(true), 100);
        recorder.accept("mode", Sample.of("auto"), 101);
        assertThat(spool.next("b", 0, 9))
                .containsExactly(
                        new SpooledReading(1, "t", 100, Value.of(21.5)),
                        new SpooledReading(2, "door", 100, Value.of(true)),
                        new SpooledReading(3, "mode", 101, Value.of("auto")));
        assertThat(told).hasValue(3);
    }

    @Test
    void aSlowReadingThatAnEdgeHasOvertakenIsLeftOut() {
        recorder.accept("door", Sample.of(true), 200);
        recorder.accept("door", Sample.of(false), 150);
        recorder.accept("other", Sample.of(false), 150);
        recorder.accept("door", new Sample.Unavailable("old news"), 199);
        assertThat(spool.depth().readings()).isEqualTo(2);
        assertThat(recorder.troubles()).isEmpty();
        recorder.accept("door", Sample.of(false), 200); // the same moment, told later, counts
        assertThat(spool.depth().readings()).isEqualTo(3);
    }

    @Test
    void changesThatNobodySawAreReadingsThatAreLost() {
        recorder.accept("door", Sample.of(true), 100);
        recorder.accept("door", new Sample.Missed(3), 200);
        recorder.accept("door", Sample.of(false), 201);
        assertThat(spool.lost("b", 0)).isEqualTo(new Loss("b", 2, 4, Gap.Cause.OVERRUN, new Loss.Span(null, 200, 200)));
        assertThat(spool.next("b", 4, 9)).containsExactly(new SpooledReading(5, "door", 201, Value.of(false)));
        assertThat(spool.depth().evicted()).isEqualTo(3);
        assertThat(told).hasValue(3);
    }

    @Test
    void troubleIsKnownUntilTheNextValue() {
        recorder.accept("t", new Sample.Unavailable("no answer at 0x76 on bus 1"), 1);
        recorder.accept("t", new Sample.Unavailable("no answer at 0x76 on bus 1"), 2);
        assertThat(recorder.troubles()).containsEntry("t", "no answer at 0x76 on bus 1");
        assertThat(spool.depth().readings()).isZero();
        assertThat(told).as("the hub is to hear of it, once").hasValue(1);
        recorder.accept("t", Sample.of(1), 3);
        assertThat(recorder.troubles()).isEmpty();
        assertThat(told).hasValue(2);
    }

    @Test
    void afterItsEndNothingIsNumbered() {
        recorder.accept("t", Sample.of(1), 1);
        recorder.close();
        recorder.accept("t", Sample.of(2), 2);
        assertThat(spool.sampled()).isEqualTo(1);
        assertThat(told).hasValue(1);
    }

    @Test
    void textThatIsTooLongForTheWireIsCut() {
        recorder.accept("log", Sample.of("x".repeat(2000)), 1);
        assertThat(spool.next("b", 0, 1).getFirst().value()).isEqualTo(Value.of("x".repeat(1024)));
    }

    @Test
    void filtersSeeNumbersAndStartAnewAfterTrouble() {
        FilterChain chain = new FilterChain(List.of(() -> new Delta(1)));
        Recorder filtered = new Recorder(spool, told::incrementAndGet, Map.of("t", chain));
        filtered.accept("t", Sample.of(20), 1);
        filtered.accept("t", Sample.of(20.5), 2);
        filtered.accept("other", Sample.of(20.5), 2);
        assertThat(spool.depth().readings()).isEqualTo(2);
        assertThat(told).hasValue(2);
        filtered.accept("t", new Sample.Unavailable("gone"), 3);
        filtered.accept("t", Sample.of(20.5), 4);
        assertThat(spool.next("b", 2, 9)).containsExactly(new SpooledReading(3, "t", 4, Value.of(20.5)));
    }
}
