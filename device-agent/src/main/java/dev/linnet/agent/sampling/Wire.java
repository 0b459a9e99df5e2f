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
        return switch (sample) {
            case Sample.Numeric(double number) -> Value.of(number);
            case Sample.Bool(boolean on) -> Value.of(on);
            case Sample.Text(String text) ->
                Value.of(text.length() > Value.Text.MAX_CHARS ? text.substring(0, Value.Text.MAX_CHARS) : text);
        };
    }

    public static Sample.Value sample(Value value) {
        return switch (value) {
            case Value.Numeric(double number) -> new Sample.Numeric(number);
            case Value.Bool(boolean on) -> Sample.of(on);
            case Value.Text(String text) -> Sample.of(text);
        };
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
