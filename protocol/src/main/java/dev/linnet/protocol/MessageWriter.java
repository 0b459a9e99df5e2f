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
        if (message instanceof Fault fault) {
            fault(fault);
        } else if (message instanceof Message.FromAgent said) {
            fromAgent(said);
        } else {
            fromHub((Message.FromHub) message);
        }
        out.endObject();
    }

    private void fromAgent(Message.FromAgent message) {
        if (message instanceof Telemetry telemetry) {
            telemetry(telemetry);
        } else if (message instanceof Status status) {
            status(status);
        } else if (message instanceof Hello hello) {
            hello(hello);
        } else if (message instanceof Gap gap) {
            gap(gap);
        } else if (message instanceof Unavailable unavailable) {
            unavailable(unavailable);
        } else {
            result((Result) message);
        }
    }

    private void fromHub(Message.FromHub message) {
        if (message instanceof Ack ack) {
            ack(ack);
        } else if (message instanceof Command command) {
            command(command);
        } else {
            welcome((Welcome) message);
        }
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
        if (value instanceof Value.Numeric(double number)) {
            number("value", number);
        } else if (value instanceof Value.Bool(boolean on)) {
            bool("value", on);
        } else {
            text("value", ((Value.Text) value).value());
        }
    }
}
