package dev.linnet.agent.sampling;

import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Value;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Range;
import dev.linnet.sensors.Sample;

/** The drivers' model in the protocol's words; the two do not know each other. */
public final class Wire {
    private Wire() {}

    public static Value value(Sample.Value sample) {
        if (sample instanceof Sample.Numeric(double number)) {
            return Value.of(number);
        }
        if (sample instanceof Sample.Bool(boolean on)) {
            return Value.of(on);
        }
        String text = ((Sample.Text) sample).value();
        return Value.of(text.length() > Value.Text.MAX_CHARS ? text.substring(0, Value.Text.MAX_CHARS) : text);
    }

    public static Sample.Value sample(Value value) {
        if (value instanceof Value.Numeric(double number)) {
            return new Sample.Numeric(number);
        }
        if (value instanceof Value.Bool(boolean on)) {
            return Sample.of(on);
        }
        return Sample.of(((Value.Text) value).value());
    }

    public static ChannelDescription description(String id, ChannelDescription.Kind kind, ChannelSpec spec) {
        ChannelDescription.Type type = switch (spec.type()) {
            case NUMBER -> ChannelDescription.Type.NUMBER;
            case BOOLEAN -> ChannelDescription.Type.BOOLEAN;
            case TEXT -> ChannelDescription.Type.TEXT;
        };
        Range range = spec.range();
        return new ChannelDescription(
                id,
                kind,
                type,
                spec.quantity().word(),
                spec.unit(),
                range == null ? null : new ChannelDescription.Range(range.min(), range.max()));
    }
}
