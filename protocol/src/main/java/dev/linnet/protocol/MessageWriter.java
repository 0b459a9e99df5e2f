package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one message as one object. */
final class MessageWriter extends FieldWriter {
    MessageWriter(ItemWriter out) {
        super(out);
    }

    void write(Message message) {
        out.startObject();
        switch (message) {
            case Hello hello -> hello(hello);
            case Telemetry telemetry -> telemetry(telemetry);
            case Gap gap -> gap(gap);
            case Status status -> status(status);
            case Unavailable unavailable -> unavailable(unavailable);
            case Result result -> result(result);
            case Welcome welcome -> welcome(welcome);
            case Ack ack -> ack(ack);
            case Command command -> command(command);
            case Fault fault -> fault(fault);
        }
        out.endObject();
    }

    private void hello(Hello hello) {
        text("type", "hello");
        text("device", hello.device());
        text("boot", hello.boot());
        if (!hello.stream().equals(hello.boot())) {
            text("stream", hello.stream());
        }
        if (!hello.spooled().isEmpty()) {
            out.name("spooled");
            out.startArray(hello.spooled().size());
            hello.spooled().forEach(out::text);
            out.endArray();
        }
        textUnlessEmpty("version", hello.version());
        textUnlessEmpty("model", hello.model());
        out.name("channels");
        out.startArray(hello.channels().size());
        hello.channels().forEach(this::channel);
        out.endArray();
        if (!hello.unavailable().isEmpty()) {
            reasons("unavailable", hello.unavailable());
        }
    }

    private void unavailable(Unavailable unavailable) {
        text("type", "unavailable");
        reasons("channels", unavailable.channels());
    }

    private void reasons(String name, Map<String, String> reasons) {
        out.name(name);
        out.startMap(reasons.size());
        reasons.forEach((channel, reason) -> {
            out.key(channel);
            out.text(Unicode.wellFormed(reason));
        });
        out.endObject();
    }

    private void channel(ChannelDescription channel) {
        out.startObject();
        text("id", channel.id());
        text("kind", Words.of(channel.kind()));
        text("type", Words.of(channel.type()));
        textUnlessEmpty("quantity", channel.quantity());
        textUnlessEmpty("unit", channel.unit());
        ChannelDescription.Range range = channel.range();
        if (range != null) {
            out.name("range");
            out.startObject();
            number("min", range.min());
            number("max", range.max());
            out.endObject();
        }
        out.endObject();
    }

    private void telemetry(Telemetry telemetry) {
        text("type", "telemetry");
        text("boot", telemetry.boot());
        whole("seq", telemetry.firstSequence());
        out.name("readings");
        new SenmlWriter(out).write("", telemetry.readings(), channel -> "");
    }

    private void gap(Gap gap) {
        text("type", "gap");
        text("boot", gap.boot());
        whole("seq", gap.first());
        whole("last", gap.last());
        text("cause", Words.of(gap.cause()));
        time("from", gap.from());
        time("until", gap.until());
    }

    private void status(Status status) {
        text("type", "status");
        time("time", status.time());
        out.name("spool");
        out.startObject();
        whole("readings", status.readings());
        whole("bytes", status.bytes());
        whole("maxBytes", status.maxBytes());
        Duration left = status.left();
        if (left != null) {
            seconds("left", Micros.of(left));
        }
        whole("lost", status.lost());
        out.endObject();
    }

    private void time(String name, @Nullable Instant time) {
        if (time != null) {
            seconds(name, Micros.of(time));
        }
    }

    private void result(Result result) {
        text("type", "result");
        text("id", result.id());
        text("status", Words.of(result.status()));
        Value value = result.value();
        if (value != null) {
            value(value);
        }
        textUnlessEmpty("reason", result.reason());
    }

    private void welcome(Welcome welcome) {
        text("type", "welcome");
        seconds("time", Micros.of(welcome.time()));
        seconds("heartbeat", Micros.of(welcome.heartbeat()));
        whole("maxMessage", welcome.maxMessage());
        whole("maxReadings", welcome.maxReadings());
        out.name("acknowledged");
        out.startMap(welcome.acknowledged().size());
        // Sorted, so that one message has one encoding.
        new TreeMap<>(welcome.acknowledged()).forEach((boot, sequence) -> {
            out.key(boot);
            out.whole(sequence);
        });
        out.endObject();
    }

    private void ack(Ack ack) {
        text("type", "ack");
        text("boot", ack.boot());
        whole("seq", ack.sequence());
    }

    private void command(Command command) {
        text("type", "command");
        text("id", command.id());
        text("channel", command.channel());
        value(command.value());
        seconds("ttl", Micros.of(command.ttl()));
    }

    private void fault(Fault fault) {
        text("type", "fault");
        text("code", Words.of(fault.code()));
        text("detail", fault.detail());
    }

    private void value(Value value) {
        switch (value) {
            case Value.Numeric v -> number("value", v.value());
            case Value.Bool v -> bool("value", v.value());
            case Value.Text v -> text("value", v.value());
        }
    }
}
