package dev.linnet.hub.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linnet.hub.TestAgent;
import dev.linnet.hub.device.Delivery;
import dev.linnet.hub.device.DeviceRegistry;
import dev.linnet.hub.metrics.Metrics;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a command may end, and that it ends once. */
class CommandLedgerTest {
    private static final Duration TTL = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final DeviceRegistry registry = new DeviceRegistry(Clock.systemUTC(), Duration.ofMinutes(1));
    private final List<Command> sent = new ArrayList<>();
    private final List<String> boots = new ArrayList<>();
    private Delivery delivery = new Delivery.Sent("b1");
    private final CommandLedger ledger = new CommandLedger(
            registry,
            (device, boot, command) -> {
                boots.add(String.valueOf(boot));
                if (delivery instanceof Delivery.Sent) {
                    sent.add(command);
                }
                return delivery;
            },
            loop,
            new Random(1),
            new Metrics());
    private final List<Result> results = new ArrayList<>();

    @BeforeEach
    void connectKitchen() {
        registry.listen(ledger);
        connect();
    }

    @Test
    void doneIsTheAgentsWordAndComesOnce() {
        route("c1");
        assertThat(sent).containsExactly(new Command("c1", "fan", Value.of(true), TTL));
        ledger.result("kitchen", Result.done("c1", Value.of(true)));
        ledger.result("kitchen", Result.failed("c1", "again?"));
        loop.advance(Duration.ofHours(1));
        assertThat(results).containsExactly(Result.done("c1", Value.of(true)));
        assertThat(ledger.ended(Result.Status.DONE)).isEqualTo(1);
        assertThat(ledger.ended(Result.Status.FAILED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "REJECTED", "EXPIRED"})
    void soIsEveryOtherEnd(Result.Status status) {
        route("c1");
        ledger.result("kitchen", new Result("c1", status, null, "because"));
        assertThat(results).containsExactly(new Result("c1", status, null, "because"));
    }

    @Test
    void anOfflineDeviceIsARejectionAtOnce() {
        delivery = Delivery.Unsent.OFFLINE;
        route("c1");
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.REJECTED);
        assertThat(results.getFirst().reason()).contains("offline");
        delivery = new Delivery.Sent("b1");
        connect();
        assertThat(sent).as("what was rejected is never sent").isEmpty();
    }

    @Test
    void aQueuedCommandWaitsForTheDeviceWithTheTimeThatItHasLeft() {
        delivery = Delivery.Unsent.OFFLINE;
        queue("c1");
        loop.advance(Duration.ofSeconds(4));
        assertThat(results).isEmpty();
        delivery = new Delivery.Sent("b1");
        connect();
        assertThat(sent).extracting(Command::ttl).containsExactly(Duration.ofSeconds(6));
        ledger.result("kitchen", Result.done("c1", Value.of(true)));
        assertThat(results).containsExactly(Result.done("c1", Value.of(true)));
    }

    @Test
    void aQueuedCommandExpiresUnsentAndIsNotSentLater() {
        delivery = Delivery.Unsent.OFFLINE;
        queue("c1");
        loop.advance(TTL);
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.EXPIRED);
        delivery = new Delivery.Sent("b1");
        connect();
        assertThat(sent).isEmpty();
    }

    @Test
    void aCommandWhoseLinkBreaksIsSentAgainUntilItsDeadline() {
        route("c1");
        registry.disconnected("kitchen");
        loop.advance(Duration.ofSeconds(3));
        connect();
        assertThat(sent).extracting(Command::id).containsExactly("c1", "c1");
        assertThat(boots).as("only the agent that got it may get it again").containsExactly("null", "b1");
        assertThat(sent.getLast().ttl()).isEqualTo(Duration.ofSeconds(7));
        ledger.result("kitchen", Result.done("c1", Value.of(true))); // the agent remembered the id
        assertThat(results).containsExactly(Result.done("c1", Value.of(true)));
    }

    @Test
    void anAgentThatRestartedIsNotSentItAgainSinceItWouldDoItTwice() {
        route("c1");
        delivery = Delivery.Unsent.RESTARTED;
        connect();
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.FAILED);
        assertThat(results.getFirst().reason()).startsWith("unconfirmed").contains("restarted");
    }

    @Test
    void aCommandThatWasSentAndNeverAnsweredFailsAsUnconfirmed() {
        route("c1");
        delivery = Delivery.Unsent.OFFLINE;
        registry.disconnected("kitchen");
        loop.advance(TTL);
        assertThat(results).as("an answer may be on its way").isEmpty();
        delivery = new Delivery.Sent("b1");
        connect();
        assertThat(sent).as("past its deadline it is not sent again").hasSize(1);
        loop.advance(CommandLedger.GRACE);
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.FAILED);
        assertThat(results.getFirst().reason()).startsWith("unconfirmed");
    }

    @Test
    void anAnswerJustAfterTheDeadlineStillCounts() {
        route("c1");
        loop.advance(TTL.plusMillis(500));
        ledger.result("kitchen", Result.expired("c1", "too late here"));
        loop.advance(Duration.ofHours(1));
        assertThat(results).containsExactly(Result.expired("c1", "too late here"));
    }

    @Test
    void theSameIdIsSentOnceAndAnsweredEachTime() {
        route("c1");
        route("c1");
        assertThat(sent).hasSize(1);
        ledger.result("kitchen", Result.done("c1", Value.of(true)));
        route("c1");
        assertThat(sent).hasSize(1);
        assertThat(results).hasSize(3).containsOnly(Result.done("c1", Value.of(true)));
    }

    @Test
    void theSameIdForSomethingElseIsRejectedAndHarmsNothing() {
        route("c1");
        route(new CommandRequest("c1", "kitchen", "fan", Value.of(false), TTL, false));
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.REJECTED);
        ledger.result("kitchen", Result.done("c1", Value.of(true)));
        assertThat(results).hasSize(2).contains(Result.done("c1", Value.of(true)));
    }

    @Test
    void aBusyLinkGetsItWhenThereIsRoom() {
        delivery = Delivery.Unsent.BUSY;
        route("c1");
        assertThat(results).isEmpty();
        delivery = new Delivery.Sent("b1");
        ledger.writable("kitchen");
        assertThat(sent).hasSize(1);
    }

    @Test
    void aDeviceHasOnlySoManyPending() {
        for (int i = 0; i < CommandLedger.MAX_PENDING_PER_DEVICE + 1; i++) {
            route("c" + i);
        }
        assertThat(sent).hasSize(CommandLedger.MAX_PENDING_PER_DEVICE);
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.REJECTED);
        ledger.result("kitchen", Result.done("c0", Value.of(true)));
        route("later");
        assertThat(sent).hasSize(CommandLedger.MAX_PENDING_PER_DEVICE + 1);
    }

    @Test
    void onlyTheDeviceItselfAnswers() {
        route("c1");
        ledger.result("cellar", Result.done("c1", Value.of(true)));
        assertThat(results).isEmpty();
    }

    @Test
    void stoppingTellsEveryCallerTheTruth() {
        route("c1");
        delivery = Delivery.Unsent.OFFLINE;
        queue("c2");
        ledger.stop();
        route("c3");
        assertThat(results)
                .extracting(Result::id, Result::status)
                .containsExactly(
                        tuple("c1", Result.Status.FAILED),
                        tuple("c2", Result.Status.REJECTED),
                        tuple("c3", Result.Status.REJECTED));
    }

    @Test
    void aRemovedDevicesQueuedCommandsAreRejected() {
        delivery = Delivery.Unsent.OFFLINE;
        queue("c1");
        registry.remove("kitchen");
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "cellar, fan, true, no device 'cellar'",
        "kitchen, fam, true, no channel 'fam'",
        "kitchen, temperature, true, sensors take no commands",
        "kitchen, fan, 1, takes a boolean",
        "kitchen, heater, 30.5, takes 5 to 30 Cel"
    })
    void whatCannotBeRightIsRejectedWithTheRemedy(String device, String channel, String value, String reason) {
        Value wanted = value.equals("true") ? Value.of(true) : Value.of(Double.parseDouble(value));
        route(new CommandRequest("c1", device, channel, wanted, TTL, true));
        assertThat(results).extracting(Result::status).containsExactly(Result.Status.REJECTED);
        assertThat(results.getFirst().reason()).contains(reason);
        assertThat(sent).isEmpty();
    }

    @Test
    void idsOfItsOwnDiffer() {
        assertThat(ledger.newId()).isNotEqualTo(ledger.newId()).matches("c-[0-9a-f]{16}");
    }

    private void connect() {
        ChannelDescription heater = new ChannelDescription(
                "heater",
                ChannelDescription.Kind.ACTUATOR,
                ChannelDescription.Type.NUMBER,
                "temperature",
                "Cel",
                new ChannelDescription.Range(5, 30));
        registry.connected(new Hello(
                "kitchen",
                "b1",
                List.of(),
                "",
                "",
                List.of(TestAgent.number("temperature"), TestAgent.relay("fan"), heater)));
    }

    private void route(String id) {
        route(new CommandRequest(id, "kitchen", "fan", Value.of(true), TTL, false));
    }

    private void queue(String id) {
        route(new CommandRequest(id, "kitchen", "fan", Value.of(true), TTL, true));
    }

    private void route(CommandRequest request) {
        ledger.route(request, results::add);
    }
}
