package dev.linnet.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsTest {
    private static final Verdict OK = new Verdict("OK", "OK");

    @TempDir
    private Path folder;

    @Test
    void theCommittedTableHasTheWholeCore() throws IOException {
        Verdicts table = Verdicts.ofTable(Path.of("../conformance/expected.csv"));
        assertThat(table.size()).isEqualTo(Suite.CASES);
        assertThat(table.byCase().entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(OK)))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("7.1.6", "7.13.1", "7.13.2");
    }

    @Test
    void readsTheSuitesReport() throws IOException {
        Path index = Files.writeString(folder.resolve("index.json"), """
                {"agent": {
                  "1.1.1": {"behavior": "OK", "behaviorClose": "OK", "duration": 3, "remoteCloseCode": 1000},
                  "7.9.1": {"duration": 1, "behaviorClose": "WRONG CODE", "behavior": "FAILED", "remoteCloseCode": null}}}
                """);
        assertThat(Verdicts.ofReport(index).byCase())
                .containsExactly(Map.entry("1.1.1", OK), Map.entry("7.9.1", new Verdict("FAILED", "WRONG CODE")));
    }

    @Test
    void everyDifferenceIsADeviation() {
        Verdicts expected = new Verdicts(Map.of("1", OK, "2", OK, "3", new Verdict("INFORMATIONAL", "INFORMATIONAL")));
        Verdicts actual = new Verdicts(Map.of("1", new Verdict("OK", "UNCLEAN"), "3", OK, "4", OK));
        assertThat(actual.deviationsFrom(expected))
                .containsExactlyInAnyOrder(
                        "1: OK/UNCLEAN, expected OK/OK",
                        "2: not run, expected OK/OK",
                        "3: OK/OK, expected INFORMATIONAL/INFORMATIONAL",
                        "4: OK/OK, but the table has no such case");
        assertThat(expected.deviationsFrom(expected)).isEmpty();
    }

    @Test
    void aCaseThatIsTriedAgainCountsAsItEndedLast() {
        Verdicts expected = new Verdicts(Map.of("1", OK, "2", OK, "3", OK));
        Verdict late = new Verdict("FAILED", "FAILED");
        Verdicts first = new Verdicts(Map.of("1", late, "2", OK, "3", late));
        assertThat(first.casesThatDeviateFrom(expected)).containsExactlyInAnyOrder("1", "3");
        Verdicts both = first.replacedBy(new Verdicts(Map.of("1", OK, "3", late)));
        assertThat(both.deviationsFrom(expected)).containsExactly("3: FAILED/FAILED, expected OK/OK");
    }

    @Test
    void aMalformedTableIsNamedByItsLine() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "case,behavior,behaviorClose\n1,OK,OK\n1,OK,OK\n");
        assertThatThrownBy(() -> Verdicts.ofTable(table)).hasMessageContaining("table.csv:3");
    }
}
