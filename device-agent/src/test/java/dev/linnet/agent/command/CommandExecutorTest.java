package dev.linnet.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Command;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandExecutorTest {
    private final CommandFixture f = new CommandFixture(null);

    @Test
    void theHardwareDoesItAndTheValueReadBackIsTheResultAndAReading() {
        f.submit("c1", "fan", Value.of(true));
        assertThat(f.results).isEmpty();
        f.work();
        assertThat(f.fan.log).containsExactly("open on");
        assertThat(f.results).containsExactly(Result.done("c1", Value.of(true)));
        assertThat(f.readings("fan")).containsExactly(Value.of(true));
        f.submit("c2", "lamp", Value.of(42));
        f.work();
        assertThat(f.results).last().isEqualTo(Result.done("c2", Value.of(42)));
    }

    @Test
    void whatIsReadBackCountsAndNotWhatWasAskedFor() {
        f.fan.stuckAt = Sample.of(false);
        f.submit("c1", "fan", Value.of(true));
        f.work();
        assertThat(f.results).containsExactly(Result.done("c1", Value.of(false)));
    }

    @Test
    void theSameIdIsExecutedOnceAndAnsweredAgain() {
        f.submit("c1", "fan", Value.of(true));
        f.submit("c1", "fan", Value.of(true)); // in progress: one execution, one result
        f.work();
        assertThat(f.results).containsExactly(Result.done("c1", Value.of(true)));
        f.submit("c1", "fan", Value.of(true));
        f.submit("c1", "fan", Value.of(false)); // another value under the same id changes nothing
        f.work();
        assertThat(f.results)
                .containsExactly(
                        Result.done("c1", Value.of(true)),
                        Result.done("c1", Value.of(true)),
                        Result.done("c1", Value.of(true)));
        assertThat(f.fan.log).containsExactly("open on");
        assertThat(f.fan.state()).isEqualTo(Sample.of(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fam  | true | no channel 'fam' (one of: fan, lamp)
            door | true | channel 'door' is a sensor and takes no commands
            fan  | 1    | fan takes true or false, not '1'
            lamp | true | lamp takes a number, not 'true'
            lamp | 101  | lamp takes 0 to 100, not 101
            lamp | -0.5 | lamp takes 0 to 100, not -0.5
            """)
    void whatCannotBeTriedIsRejectedWithTheReason(String channel, String value, String reason) {
        Value wire = value.equals("true") ? Value.of(true) : Value.of(Double.parseDouble(value));
        f.submit("c1", channel, wire);
        assertThat(f.results).containsExactly(Result.rejected("c1", reason));
        assertThat(f.work).isEmpty();
        f.submit("c1", "fan", Value.of(true));
        assertThat(f.results).hasSize(2).allMatch(result -> result.status() == Result.Status.REJECTED);
    }

    @Test
    void aDeviceWithoutActuatorsSaysSo() {
        CommandExecutor none = new CommandExecutor(f.loop, List.of(), Set.of(), f.results::add);
        none.submit(new Command("c1", "fan", Value.of(true), Duration.ofSeconds(1)));
        assertThat(f.results).containsExactly(Result.rejected("c1", "no channel 'fan'; this device has no actuators"));
    }

    @Test
    void whatTheHardwareDoesNotDoHasFailedAndTheNextCommandTriesAnew() {
        f.fan.fault = "gpio line 27: Input/output error";
        f.submit("c1", "fan", Value.of(true));
        f.work();
        assertThat(f.results).containsExactly(Result.failed("c1", "gpio line 27: Input/output error"));
        assertThat(f.readings("fan")).isEmpty();
        f.fan.fault = null;
        f.submit("c2", "fan", Value.of(true));
        f.work();
        assertThat(f.results).last().isEqualTo(Result.done("c2", Value.of(true)));
        assertThat(f.fan.log).containsExactly("open on", "open on");
    }

    @Test
    void aCommandThatCouldNotBeginInTimeExpiresAndIsNeverExecuted() {
        f.submit("c1", "fan", Value.of(true), Duration.ofMillis(500));
        f.loop.advance(Duration.ofMillis(499));
        assertThat(f.results).isEmpty();
        f.loop.advance(Duration.ofMillis(1));
        assertThat(f.results).containsExactly(Result.expired("c1", "not begun within 500 ms"));
        f.work();
        assertThat(f.results).hasSize(1);
        assertThat(f.fan.log).isEmpty();
    }

    @Test
    void aWorkerThatComesTooLateDoesNothingEvenBeforeTheLoopHasNoticed() {
        f.submit("c1", "fan", Value.of(true), Duration.ofMillis(500));
        f.loop.pass(Duration.ofMillis(500));
        f.work.remove().run();
        assertThat(f.fan.log).isEmpty();
        f.loop.settle();
        assertThat(f.results).containsExactly(Result.expired("c1", "not begun within 500 ms"));
    }

    @Test
    void aTimeToLiveBeyondAllTimeIsFine() {
        f.submit("c1", "fan", Value.of(true), Duration.ofSeconds(Long.MAX_VALUE));
        f.work();
        assertThat(f.results).containsExactly(Result.done("c1", Value.of(true)));
    }

    @Test
    void aCommandThatHasBegunDoesNotExpire() {
        f.submit("c1", "fan", Value.of(true), Duration.ofMillis(500));
        f.work();
        f.loop.advance(Duration.ofMinutes(5));
        assertThat(f.results).containsExactly(Result.done("c1", Value.of(true)));
    }

    @Test
    void commandsForOneActuatorAreDoneOneAfterAnother() {
        f.submit("c1", "fan", Value.of(true));
        f.submit("c2", "fan", Value.of(false));
        f.submit("c3", "fan", Value.of(true));
        f.submit("c4", "lamp", Value.of(1));
        assertThat(f.work).hasSize(2); // one for the fan, one for the lamp
        f.work();
        assertThat(f.fan.log).containsExactly("open on", "write off", "write on");
        assertThat(f.results).extracting(Result::id).containsExactly("c1", "c2", "c3", "c4");
    }

    @Test
    void moreThanAnActuatorCanQueueAreRejected() {
        for (int i = 0; i < 40; i++) {
            f.submit("c" + i, "fan", Value.of(true));
        }
        assertThat(f.results).hasSize(8).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(Result.Status.REJECTED);
            assertThat(result.reason()).isEqualTo("fan is busy: more than 32 operations are waiting");
        });
        f.work();
        assertThat(f.results).hasSize(40);
    }

    @Test
    void aDriverThatDoesNotComeBackHasFailedAndItsLateAnswerIsNoSecondResult() {
        // The operation has begun, and the hardware answers a minute later.
        f.fan.duringWrite = () -> f.loop.advance(Duration.ofMinutes(1));
        f.submit("c1", "fan", Value.of(true));
        f.work();
        assertThat(f.results)
                .containsExactly(Result.failed("c1", "no answer from the driver for 30 s; the state is unknown"));
    }

    @Test
    void whileTheAgentStopsNothingIsBegun() {
        f.executor.stop();
        f.submit("c1", "fan", Value.of(true));
        assertThat(f.results).containsExactly(Result.rejected("c1", "the agent is stopping"));
    }
}
