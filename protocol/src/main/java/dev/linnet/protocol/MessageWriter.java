package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one message as one object. */
final class MessageWriter extends FieldWriter {
    MessageWriter(JsonGenerator out) {
        super(out);
    }

    void write(Message message) {
        out.writeStartObject();
        switch (message) {
            case Hello hello -> hello(hello);
            case Telemetry telemetry -> telemetry(telemetry);
            case Gap gap -> gap(gap);
            case Status status -> status(status);
            case Result result -> result(result);
            case Welcome welcome -> welcome(welcome);
            case Ack ack -> ack(ack);
            case Command command -> command(command);
            case Fault fault -> fault(fault);
        }
        out.writeEndObject();
    }

    private void hello(Hello hello) {
        text("type", "hello");
        text("device", hello.device());
        text("boot", hello.boot());
        if (!hello.stream().equals(hello.boot())) {
            text("stream", hello.stream());
        }
        if (!hello.spooled().isEmpty()) {
            out.writeArrayPropertyStart("spooled");
            hello.spooled().forEach(out::writeString);
            out.writeEndArray();
        }
        textUnlessEmpty("version", hello.version());
        textUnlessEmpty("model", hello.model());
        out.writeArrayPropertyStart("channels");
        hello.channels().forEach(this::channel);
        out.writeEndArray();
    }

    private void channel(ChannelDescription channel) {
        out.writeStartObject();
        text("id", channel.id());
        text("kind", Words.of(channel.kind()));
        text("type", Words.of(channel.type()));
        textUnlessEmpty("quantity", channel.quantity());
        textUnlessEmpty("unit", channel.unit());
        ChannelDescription.Range range = channel.range();
        if (range != null) {
            out.writeObjectPropertyStart("range");
            number("min", range.min());
            number("max", range.max());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void telemetry(Telemetry telemetry) {
        text("type", "telemetry");
        text("boot", telemetry.boot());
        out.writeNumberProperty("seq", telemetry.firstSequence());
        out.writeName("readings");
        new SenmlWriter(out).write("", telemetry.readings(), channel -> "");
    }

    private void gap(Gap gap) {
        text("type", "gap");
        text("boot", gap.boot());
        out.writeNumberProperty("seq", gap.first());
        out.writeNumberProperty("last", gap.last());
        text("cause", Words.of(gap.cause()));
        time("from", gap.from());
        time("until", gap.until());
    }

    private void status(Status status) {
        text("type", "status");
        time("time", status.time());
        out.writeObjectPropertyStart("spool");
        out.writeNumberProperty("readings", status.readings());
        out.writeNumberProperty("bytes", status.bytes());
        out.writeNumberProperty("maxBytes", status.maxBytes());
        Duration left = status.left();
        if (left != null) {
            seconds("left", Micros.of(left));
        }
        out.writeNumberProperty("lost", status.lost());
        out.writeEndObject();
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
        out.writeNumberProperty("maxMessage", welcome.maxMessage());
        out.writeNumberProperty("maxReadings", welcome.maxReadings());
        out.writeObjectPropertyStart("acknowledged");
        // Sorted, so that one message has one encoding.
        new TreeMap<>(welcome.acknowledged()).forEach(out::writeNumberProperty);
        out.writeEndObject();
    }

    private void ack(Ack ack) {
        text("type", "ack");
        text("boot", ack.boot());
        out.writeNumberProperty("seq", ack.sequence());
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
            case Value.Bool v -> out.writeBooleanProperty("value", v.value());
            case Value.Text v -> text("value", v.value());
        }
    }
}
