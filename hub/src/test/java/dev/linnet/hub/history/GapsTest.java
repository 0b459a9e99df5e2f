package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.Gap;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents have lost is written down, and still there after a restart. */
class GapsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private final Cursor cursor = new Cursor("kitchen", "b1", 0, 0, 0);

    @Test
    void gapsSurviveARestartAndSoDoesTheAcknowledgementPastThem() throws Exception {
        try (Store store = open()) {
            store.commit(List.of(lost(11, 500, Gap.Cause.FULL, NOON, NOON.plusSeconds(60))), List.of());
        }
        try (Store store = open()) {
            assertThat(store.cursors()).singleElement().satisfies(cursor -> {
                assertThat(cursor.boot).isEqualTo("b1");
                assertThat(cursor.committed).isEqualTo(500);
            });
        }
        LostReadings gap = gaps().getFirst();
        assertThat(gap.stream()).isEqualTo("b1");
        assertThat(gap.count()).isEqualTo(490);
        assertThat(gap.cause()).isEqualTo("full");
        assertThat(gap.from()).isEqualTo(NOON);
        assertThat(gap.until()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void aGapThatGoesOnGrowsAndAnotherCauseBeginsAnother() throws Exception {
        try (Store store = open()) {
            store.commit(List.of(lost(1, 10, Gap.Cause.FULL, NOON, NOON.plusSeconds(1))), List.of());
            store.commit(List.of(lost(11, 20, Gap.Cause.FULL, NOON.plusSeconds(1), NOON.plusSeconds(2))), List.of());
            store.commit(List.of(lost(21, 30, Gap.Cause.DAMAGED, null, null)), List.of());
            store.commit(List.of(lost(41, 50, Gap.Cause.DAMAGED, null, null)), List.of());
        }
        assertThat(gaps()).extracting(LostReadings::first).containsExactly(41L, 21L, 1L);
        assertThat(gaps().getLast().last()).isEqualTo(20);
        assertThat(gaps().getLast().from()).isEqualTo(NOON);
        assertThat(gaps().getLast().until()).isEqualTo(NOON.plusSeconds(2));
        assertThat(gaps().getFirst().from()).isNull();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        try (Store store = open()) {
            for (int i = 0; i < Gaps.KEPT + 5; i++) {
                store.commit(List.of(lost(10L * i + 1, 10L * i + 2, Gap.Cause.FULL, null, null)), List.of());
            }
        }
        assertThat(gaps()).hasSize(Gaps.KEPT);
        assertThat(gaps().getLast().first()).isEqualTo(51);
    }

    @Test
    void aNumberThatIsSkippedIsAGapWithoutAnExplanation() throws Exception {
        Journal journal = new Journal(1 << 20);
        journal.append("kitchen", TestAgent.telemetry("b1", 1, 2), (boot, sequence) -> {});
        journal.append("kitchen", TestAgent.telemetry("b1", 8, 9), (boot, sequence) -> {});
        try (Store store = open()) {
            store.commit(Objects.requireNonNull(journal.take(0, 1, 0)), List.of());
        }
        assertThat(gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.first()).isEqualTo(3);
            assertThat(gap.last()).isEqualTo(7);
            assertThat(gap.cause()).isEqualTo("unknown");
        });
    }

    private Entry lost(long first, long last, Gap.Cause cause, @Nullable Instant from, @Nullable Instant until) {
        return new Entry.Lost(cursor, new Gap("b1", first, last, cause, from, until), 0);
    }

    private List<LostReadings> gaps() throws Exception {
        try (HistoryReader reader = new HistoryReader(folder.resolve("history.db"))) {
            return reader.gaps("kitchen");
        }
    }

    private Store open() throws Exception {
        return new Store(
                folder.resolve("history.db"), Clock.systemUTC(), Retention.DEFAULT, new UpkeepCounters(new Metrics()));
    }
}
