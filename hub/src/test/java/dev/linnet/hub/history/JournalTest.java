package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the journal takes, drops and refuses; the writer's part is played by hand. */
class JournalTest {
    private static final long ROOMY = 1 << 20;

    private final List<String> acknowledged = new ArrayList<>();
    private final CommitListener listener = (boot, sequence) -> acknowledged.add(boot + ":" + sequence);

    @Test
    void acknowledgesOnlyWhatIsCommitted() throws Exception {
        Journal journal = new Journal(ROOMY);
        assertThat(journal.append("kitchen", telemetry("b1", 1, 3), listener)).isZero();
        assertThat(journal.append("kitchen", telemetry("b1", 4, 5), listener)).isZero();
        assertThat(acknowledged).isEmpty();
        commit(journal);
        assertThat(acknowledged).containsExactly("b1:5");
        assertThat(journal.queuedBytes()).isZero();
    }

    @Test
    void dropsWhatItHasHad() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), listener);
        assertThat(journal.append("kitchen", telemetry("b1", 3, 7), listener)).isEqualTo(3);
        assertThat(readings(commit(journal))).isEqualTo(7);
    }

    @Test
    void answersCommittedDuplicatesAtOnce() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), listener);
        commit(journal);
        acknowledged.clear();
        assertThat(journal.append("kitchen", telemetry("b1", 2, 4), listener)).isEqualTo(3);
        assertThat(acknowledged).containsExactly("b1:5");
        assertThat(journal.queuedBytes()).isZero();
    }

    @Test
    void tellsTheNewerConnectionWhenTheOldOnesReadingsAreCommitted() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), (boot, sequence) -> {
            throw new AssertionError("this connection is gone");
        });
        assertThat(journal.append("kitchen", telemetry("b1", 1, 5), listener)).isEqualTo(5);
        assertThat(acknowledged).as("not committed yet").isEmpty();
        commit(journal);
        assertThat(acknowledged).containsExactly("b1:5");
    }

    @Test
    void keepsBootsAndDevicesApart() throws Exception {
        Journal journal = new Journal(ROOMY);
        assertThat(journal.append("kitchen", telemetry("b1", 1, 2), listener)).isZero();
        assertThat(journal.append("kitchen", telemetry("b2", 1, 2), listener)).isZero();
        assertThat(journal.append("cellar", telemetry("b1", 1, 2), listener)).isZero();
        assertThat(readings(commit(journal))).isEqualTo(6);
    }

    @Test
    void aReportedGapIsAcknowledgedLikeReadingsOnceItIsCommitted() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 2), listener);
        assertThat(journal.append("kitchen", gap("b1", 3, 9), listener)).isEqualTo(7);
        assertThat(acknowledged).isEmpty();
        commit(journal);
        assertThat(acknowledged).containsExactly("b1:9");
        assertThat(journal.missing()).isEqualTo(7);
        assertThat(journal.append("kitchen", telemetry("b1", 10, 11), listener)).isZero();
    }

    @Test
    void aGapTakesNothingBackThatHasCome() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), listener);
        assertThat(journal.append("kitchen", gap("b1", 2, 5), listener)).isZero();
        assertThat(journal.missing()).isZero();
        assertThat(journal.append("kitchen", gap("b1", 4, 8), listener)).isEqualTo(3);
        assertThat(journal.missing()).isEqualTo(3);
        assertThat(readings(commit(journal))).isEqualTo(5);
        assertThat(acknowledged).containsExactly("b1:8");
        acknowledged.clear();
        assertThat(journal.append("kitchen", gap("b1", 4, 8), listener)).isZero();
        assertThat(acknowledged).as("said again, and done with").containsExactly("b1:8");
    }

    private static Gap gap(String stream, long first, long last) {
        return new Gap(stream, first, last, Gap.Cause.FULL, null, null);
    }

    @Test
    void takesAGapAndCountsWhatIsMissing() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 2), listener);
        assertThat(journal.append("kitchen", telemetry("b1", 10, 11), listener)).isZero();
        assertThat(journal.missing()).isEqualTo(7);
        commit(journal);
        assertThat(acknowledged).containsExactly("b1:11");
    }

    @Test
    void tellsAHelloWhereTheHistoryStands() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), listener);
        commit(journal);
        journal.append("kitchen", telemetry("b1", 6, 9), listener);
        Hello hello = new Hello("kitchen", "b2", List.of("b1", "b0"), "", "", List.of());
        assertThat(journal.hello(hello, listener)).isEqualTo(Map.of("b0", 0L, "b1", 5L, "b2", 0L));
    }

    @Test
    void isFullAtItsCapacityAndRefusesAtTwice() throws Exception {
        Journal journal = new Journal(10 * Journal.READING_BYTES);
        AtomicInteger resumed = new AtomicInteger();
        journal.append("kitchen", telemetry("b1", 1, 10), listener);
        assertThat(journal.full()).isFalse();
        journal.whenRoom(resumed::incrementAndGet);
        assertThat(resumed).as("there is room").hasValue(1);

        journal.append("kitchen", telemetry("b1", 11, 21), listener);
        assertThat(journal.full()).isTrue();
        journal.whenRoom(resumed::incrementAndGet);
        assertThat(resumed).as("there is none").hasValue(1);

        assertThat(journal.append("kitchen", telemetry("b1", 22, 22), listener)).isEqualTo(Journal.REFUSED);
        commit(journal);
        assertThat(journal.full()).isFalse();
        assertThat(resumed).hasValue(2);
        assertThat(journal.append("kitchen", telemetry("b1", 22, 22), listener)).isZero();
    }

    @Test
    void forgetsTheBootsOfAnAgentThatRestartsForever() throws Exception {
        Journal journal = new Journal(ROOMY, 16);
        List<String> dropped = new ArrayList<>();
        for (int boot = 0; boot < 40; boot++) {
            String name = "boot-" + boot;
            journal.hello(
                    new Hello("kitchen", name, boot == 0 ? List.of() : List.of("boot-0"), "", "", List.of()), listener);
            journal.append("kitchen", telemetry(name, 1, 1), listener);
            dropped.addAll(commitAndDrop(journal));
        }
        assertThat(dropped)
                .as("all but the one that is named, the newest, and the last sixteen before that")
                .containsExactlyElementsOf(
                        IntStream.range(1, 23).mapToObj(i -> "boot-" + i).toList());
    }

    @Test
    void holdsWhatASessionHasBegunUntilAHelloNoLongerNamesIt() throws Exception {
        Journal journal = new Journal(ROOMY, 2);
        journal.hello(new Hello("kitchen", "b", List.of(), "", "", List.of()), listener);
        List<String> dropped = new ArrayList<>();
        for (int stream = 1; stream <= 20; stream++) {
            journal.append("kitchen", telemetry("b-" + stream, 1, 10), listener);
            dropped.addAll(commitAndDrop(journal));
        }
        assertThat(dropped).isEmpty();
        assertThat(journal.append("kitchen", telemetry("b-2", 11, 20), listener))
                .isZero();
        assertThat(journal.missing()).as("nothing is lost").isZero();
        dropped.addAll(commitAndDrop(journal));

        Hello again = new Hello("kitchen", "b", "b-20", List.of("b-2", "b-3"), "", "", List.of(), Map.of());
        assertThat(journal.hello(again, listener)).isEqualTo(Map.of("b", 0L, "b-2", 20L, "b-3", 10L, "b-20", 10L));
        assertThat(journal.append("kitchen", telemetry("b-3", 1, 10), listener)).isEqualTo(10);
        journal.append("kitchen", telemetry("b-20", 11, 12), listener);
        dropped.addAll(commitAndDrop(journal));
        assertThat(dropped).as("those that are not named, but the last two").hasSize(15);
        assertThat(dropped).doesNotContain("b-2", "b-3", "b-18", "b-19", "b-20");
    }

    @Test
    void aHelloThatComesLateOverADeadConnectionLetsNothingGo() throws Exception {
        Journal journal = new Journal(ROOMY, 0);
        journal.hello(new Hello("kitchen", "b", List.of(), "", "", List.of()), listener);
        journal.append("kitchen", telemetry("b-2", 1, 10), listener);
        CommitListener dead = (boot, sequence) -> {};
        journal.hello(new Hello("kitchen", "b", List.of(), "", "", List.of()), dead);
        assertThat(commitAndDrop(journal)).isEmpty();
        CommitListener next = (boot, sequence) -> {};
        journal.hello(new Hello("kitchen", "c", List.of("b-2"), "", "", List.of()), next);
        journal.append("kitchen", telemetry("b-2", 6, 11), next);
        assertThat(commitAndDrop(journal)).isEmpty();
        CommitListener last = (boot, sequence) -> {};
        journal.hello(new Hello("kitchen", "c", List.of(), "", "", List.of()), last);
        journal.append("kitchen", telemetry("c", 1, 1), last);
        assertThat(commitAndDrop(journal)).containsExactly("b-2");
    }

    @Test
    void aStreamThatItDoesNotKnowBeginsBehindWhatWasAcknowledgedBefore() throws Exception {
        Journal journal = new Journal(ROOMY);
        Gap before = new Gap("b1", 1, 500, Gap.Cause.ACKNOWLEDGED, null, null);
        assertThat(journal.append("kitchen", before, listener)).isZero();
        assertThat(journal.append("kitchen", telemetry("b1", 501, 502), listener))
                .isZero();
        assertThat(commit(journal)).hasSize(2).noneMatch(Entry.Lost.class::isInstance);
        assertThat(acknowledged).containsExactly("b1:502");
        assertThat(journal.missing()).isZero();
        assertThat(journal.append("kitchen", before, listener)).isZero();
        assertThat(acknowledged).as("said again, and done with").containsExactly("b1:502", "b1:502");
    }

    @Test
    void aHistoryThatWasRestoredLacksWhatItAcknowledgedAfterItsBackup() throws Exception {
        Journal journal = new Journal(ROOMY);
        journal.append("kitchen", telemetry("b1", 1, 5), listener);
        assertThat(journal.append("kitchen", new Gap("b1", 6, 9, Gap.Cause.ACKNOWLEDGED, null, null), listener))
                .isEqualTo(4);
        assertThat(journal.missing()).isEqualTo(4);
        assertThat(commit(journal)).last().isInstanceOf(Entry.Lost.class);
    }

    private static List<String> commitAndDrop(Journal journal) throws InterruptedException {
        List<Entry> group = take(journal);
        List<Cursor> surplus = journal.surplus(group); // in the writer's order
        journal.committed(group);
        return surplus.stream().map(cursor -> cursor.boot).toList();
    }

    @Test
    void refusesOnceItIsClosed() {
        Journal journal = new Journal(ROOMY);
        journal.hurry(true);
        assertThat(journal.append("kitchen", telemetry("b1", 1, 1), listener)).isEqualTo(Journal.REFUSED);
    }

    private static Telemetry telemetry(String boot, long first, long last) {
        return TestAgent.telemetry(boot, first, last);
    }

    private static List<Entry> commit(Journal journal) throws InterruptedException {
        List<Entry> group = take(journal);
        journal.committed(group);
        return group;
    }

    private static List<Entry> take(Journal journal) throws InterruptedException {
        @Nullable List<Entry> group = journal.take(0, 1, 0);
        assertThat(group).isNotNull();
        return group == null ? List.of() : group;
    }

    private static int readings(List<Entry> group) {
        int count = 0;
        for (Entry entry : group) {
            if (entry instanceof Entry.Readings batch) {
                count += batch.readings().size() - batch.from();
            }
        }
        return count;
    }
}
