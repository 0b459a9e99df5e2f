package dev.linnet.hub.device;

import dev.linnet.hub.access.Doorkeeper;
import dev.linnet.hub.history.CommitListener;
import dev.linnet.hub.history.Journal;
import dev.linnet.protocol.Ack;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.Fault;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Hello;
import dev.linnet.protocol.MalformedMessageException;
import dev.linnet.protocol.Message;
import dev.linnet.protocol.MessageCodec;
import dev.linnet.protocol.Reading;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Telemetry;
import dev.linnet.protocol.Unavailable;
import dev.linnet.protocol.Welcome;
import dev.linnet.websocket.CloseStatus;
import dev.linnet.websocket.WebSocket;
import dev.linnet.websocket.WebSocketListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection of one device.
 *
 * <pre>
 *   onOpen ──▶ waiting for hello ──hello──▶ established ──┐
 *                    │ anything else: 4002        │       │ telemetry → journal → registry; result → commands
 *                    ▼                            ▼       │ wrong message → fault
 *                  closed ◀──────────────────── closed ◀──┘
 * </pre>
 *
 * The loop that owns the connection calls the listener's methods; acknowledgements come on the journal's writer thread,
 * commands on any.
 */
final class DeviceSession implements WebSocketListener, CommitListener {
    /** Close codes of the protocol's own, as {@code docs/protocol.md} names them. */
    static final int REPLACED = 4001;

    static final int NO_HELLO = 4002;

    private static final int CLOSE_REASON_CHARS = 120;

    private final Doorkeeper.Admitted admitted;
    private final MessageCodec codec;
    private final SessionContext context;
    private final String device;

    private final WaitingAcks waitingAcks = new WaitingAcks();

    private final BackPressure backPressure;
    private final long openedNanos;

    private volatile @Nullable WebSocket socket; // written once, in onOpen
    private volatile boolean established; // written by the loop
    private volatile String boot = ""; // written once, by the loop, before the session is established
    private volatile boolean replaced; // written by the session that takes over

    // Owned by the loop.
    private final AnnouncedChannels channels;
    private final Streams streams = new Streams();
    private final ClockOffset clock = new ClockOffset();
    private boolean clockIsOff;
    private long welcomedNanos; // when welcome was sent; 0 once its round trip is known
    private final FaultBudget faults;

    DeviceSession(Doorkeeper.Admitted admitted, MessageCodec codec, SessionContext context) {
        this.admitted = admitted;
        this.codec = codec;
        this.context = context;
        this.device = admitted.device();
        this.openedNanos = context.nanoClock().getAsLong();
        this.backPressure =
                new BackPressure(context.journal(), context.nanoClock(), context.metrics().paused::increment);
        this.channels = new AnnouncedChannels(context.limits().maxChannels());
        this.faults = new FaultBudget(context.limits().faultsPerMinute(), openedNanos);
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        context.sessions().opened(this);
    }

    @Override
    public void onText(WebSocket from, ByteBuffer utf8) {
        if (codec.isBinary()) {
            from.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, codec.subprotocol() + " is binary"));
        } else {
            received(from, utf8);
        }
    }

    @Override
    public void onBinary(WebSocket from, ByteBuffer payload) {
        if (codec.isBinary()) {
            received(from, payload);
        } else {
            from.close(new CloseStatus(CloseStatus.UNSUPPORTED_DATA, codec.subprotocol() + " is text"));
        }
    }

    private void received(WebSocket from, ByteBuffer payload) {
        if (replaced || !from.isOpen()) {
            return; // what comes after a close is not taken: its reading is not acknowledged, so it comes again
        }
        Message.FromAgent message;
        try {
            message = codec.decodeFromAgent(payload);
        } catch (MalformedMessageException e) {
            refuse(from, e.fault());
            return;
        }
        if (!established) {
            if (message instanceof Hello hello) {
                hello(from, hello);
            } else {
                refuse(from, new Fault(Fault.Code.UNEXPECTED, "the first message must be hello"));
            }
            return;
        }
        switch (message) {
            case Hello hello ->
                refuse(
                        from,
                        new Fault(Fault.Code.UNEXPECTED, "hello comes once; reconnect to describe the device anew"));
            case Telemetry telemetry -> telemetry(from, telemetry);
            case Gap gap -> gap(from, gap);
            case Status status -> status(from, status);
            case Unavailable(var channels) -> context.registry().unavailable(device, channels);
            case Result result -> {
                backPressure.answered();
                context.events().result(device, result);
            }
            case Fault fault -> {
                context.metrics().agentFaults.increment();
                Logger.warn("device {}: its agent reports {}: {}", device, fault.code(), Printable.of(fault.detail()));
            }
        }
    }

    @Override
    public void onWritable(WebSocket writable) {
        sendWaitingAcks(writable);
        context.events().writable(device);
    }

    @Override
    public void onClose(WebSocket closed, CloseStatus status) {
        if (context.sessions().closed(device, this)) {
            Logger.info("device {}: offline ({})", device, status);
            context.registry().disconnected(device);
        }
    }

    @Override
    public void committed(String ofBoot, long sequence) {
        WebSocket to = socket;
        if (to != null && !(waitingAcks.isEmpty() && send(to, new Ack(ofBoot, sequence)))) {
            // First noted, then tried again: so when it still does not fit, the onWritable that follows finds it.
            waitingAcks.add(ofBoot, sequence);
            sendWaitingAcks(to);
        }
    }

    private void sendWaitingAcks(WebSocket to) {
        waitingAcks.all().forEach((ofBoot, sequence) -> {
            if (send(to, new Ack(ofBoot, sequence))) {
                waitingAcks.sent(ofBoot, sequence);
            }
        });
    }

    Doorkeeper.Admitted admitted() {
        return admitted;
    }

    Delivery send(@Nullable String onlyBoot, Command command) {
        WebSocket to = socket;
        if (to == null || replaced || !to.isOpen()) {
            return Delivery.Unsent.OFFLINE;
        }
        if (onlyBoot != null && !onlyBoot.equals(boot)) {
            return Delivery.Unsent.RESTARTED;
        }
        if (send(to, (Message) command)) {
            backPressure.commanded(to, command.ttl());
            return new Delivery.Sent(boot);
        }
        return to.isOpen() ? Delivery.Unsent.BUSY : Delivery.Unsent.OFFLINE;
    }

    void endIfSilent() {
        if (!established
                && context.nanoClock().getAsLong() - openedNanos
                        > context.limits().helloTimeout().toNanos()) {
            close(new CloseStatus(NO_HELLO, "no hello in time"));
        }
    }

    void replaced() {
        replaced = true;
        Logger.info("device {}: a newer connection took over", device);
        close(new CloseStatus(REPLACED, "replaced by a newer connection"));
    }

    void close(CloseStatus status) {
        WebSocket to = socket;
        if (to != null) {
            to.close(status);
        }
    }

    private void hello(WebSocket to, Hello hello) {
        if (!hello.device().equals(device)) {
            close(policy("this token is for device '" + device + "', not '" + hello.device() + "'"));
            return;
        }
        channels.announce(hello);
        if (channels.tooMany()) {
            close(policy("more than " + context.limits().maxChannels() + " channels"));
            return;
        }
        boot = hello.boot();
        streams.begin(hello);
        Welcome welcome = new Welcome(
                context.clock().instant(),
                context.limits().heartbeat(),
                context.limits().maxMessageBytes(),
                context.limits().maxReadings(),
                context.journal().hello(hello, this));
        if (!send(to, welcome)) {
            to.abort(); // an empty queue that does not take a welcome: the connection is going
            return;
        }
        established = true;
        welcomedNanos = context.nanoClock().getAsLong();
        context.metrics().opened.increment();
        DeviceSession former = context.sessions().established(device, this);
        if (former != null) {
            context.metrics().replaced.increment();
            former.replaced();
        }
        Logger.info(
                "device {}: online from {}, boot {}, {} channels, agent {}",
                device,
                to.remoteAddress(),
                boot,
                hello.channels().size(),
                Printable.of(hello.version()));
        context.registry().connected(hello);
    }

    private void telemetry(WebSocket from, Telemetry telemetry) {
        List<Reading> readings = telemetry.readings();
        if (!recognise(from, telemetry)) {
            return;
        }
        if (!admits(telemetry.boot())) {
            return;
        }
        int known = context.journal().append(device, telemetry, this);
        if (known == Journal.REFUSED) {
            overloaded();
            return;
        }
        context.metrics().duplicates.add(known);
        context.metrics().readings.add(readings.size() - known);
        if (known < readings.size()) {
            context.registry()
                    .readings(
                            device, telemetry.boot(), known == 0 ? readings : readings.subList(known, readings.size()));
        }
        backPressure.taken(from);
    }

    private void gap(WebSocket from, Gap gap) {
        if (!admits(gap.boot())) {
            return;
        }
        long lost = context.journal().append(device, gap, this);
        if (lost == Journal.REFUSED) {
            overloaded();
            return;
        }
        if (lost > 0) {
            Logger.warn(
                    "device {}: {} readings are lost ({}), up to {} of stream {}",
                    device,
                    lost,
                    gap.cause(),
                    gap.last(),
                    gap.boot());
        }
        backPressure.taken(from);
    }

    /** False when there are so many streams that the session ends and nothing of the message is taken: the journal holds each. */
    private boolean admits(String stream) {
        if (streams.begins(stream)) {
            if (streams.tooMany()) {
                close(policy("more than " + Streams.MOST + " streams"));
                return false;
            }
            context.registry().began(device, stream);
        }
        return true;
    }

    private void status(WebSocket from, Status status) {
        long now = context.nanoClock().getAsLong();
        if (welcomedNanos != 0) {
            clock.roundTrip(now - welcomedNanos); // the first comes at once after welcome
            welcomedNanos = 0;
        }
        clock.roundTrip(from.roundTripNanos());
        Duration offset = clock.stamp(status.time(), context.clock().instant(), backPressure.delays());
        AgentStatus known = new AgentStatus(
                status.readings(), status.bytes(), status.maxBytes(), status.left(), status.time() != null, offset);
        if (known.clockIsOff() != clockIsOff) {
            clockIsOff = known.clockIsOff();
            if (offset == null) {
                Logger.warn("device {}: its clock has not been set; is there a time server that it reaches?", device);
            } else if (clockIsOff) {
                Logger.warn(
                        "device {}: its clock is {} s {} this one's; readings are stored with its times",
                        device,
                        offset.abs().toSeconds(),
                        offset.isNegative() ? "behind" : "ahead of");
            } else {
                Logger.info("device {}: its clock is right", device);
            }
        }
        context.registry().reported(device, known);
    }

    private void overloaded() {
        context.metrics().overloaded.increment();
        close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "the history is far behind; come back later"));
    }

    /** False when there are so many channels that the session ends and nothing of the message is taken. */
    private boolean recognise(WebSocket from, Telemetry telemetry) {
        boolean newest = streams.isNewest(telemetry.boot());
        for (Reading reading : telemetry.readings()) {
            channels.note(reading);
            String complaint = newest ? channels.complaint(reading) : null;
            if (complaint != null) {
                refuse(from, new Fault(Fault.Code.UNKNOWN_CHANNEL, complaint));
            }
        }
        if (channels.tooMany()) {
            close(policy("more than " + context.limits().maxChannels() + " channels"));
            return false;
        }
        return true;
    }

    private void refuse(WebSocket to, Fault fault) {
        context.metrics().fault(fault.code());
        Logger.debug("device {}: {}: {}", device, fault.code(), Printable.of(fault.detail()));
        send(to, fault); // where it does not fit, the count above still tells
        if (!established) {
            close(new CloseStatus(NO_HELLO, "the first message was no usable hello"));
        } else if (!faults.spend(context.nanoClock().getAsLong())) {
            close(policy("too many faults, the last: " + fault.code()));
        }
    }

    private boolean send(WebSocket to, Message message) {
        ByteBuffer payload = ByteBuffer.wrap(codec.encode(message));
        return codec.isBinary() ? to.sendBinary(payload) : to.sendText(payload);
    }

    private static CloseStatus policy(String reason) {
        String brief = reason.length() > CLOSE_REASON_CHARS ? reason.substring(0, CLOSE_REASON_CHARS) : reason;
        return new CloseStatus(CloseStatus.POLICY_VIOLATION, brief);
    }
}
