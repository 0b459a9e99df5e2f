package dev.linnet.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an agent says. */
final class AgentMessages {
    private AgentMessages() {}

    static Message.FromAgent read(String type, Fields fields) throws MalformedMessageException {
        return switch (type) {
            case "hello" -> hello(fields);
            case "telemetry" -> TelemetryReader.read(fields);
            case "gap" -> StatusReader.gap(fields);
            case "status" -> StatusReader.status(fields);
            case "unavailable" -> unavailable(fields);
            case "result" -> result(fields);
            case "fault" -> FaultReader.read(fields);
            default ->
                throw new MalformedMessageException(
                        Fault.Code.UNKNOWN_TYPE,
                        "unknown message type '" + Fields.excerpt(type)
                                + "': a hub takes hello, telemetry, gap, status, unavailable, result and fault");
        };
    }

    private static Hello hello(Fields fields) throws MalformedMessageException {
        String device = null;
        String boot = null;
        String stream = null;
        List<String> spooled = null;
        String version = null;
        String model = null;
        List<ChannelDescription> channels = null;
        Map<String, String> unavailable = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "device" -> {
                    fields.once(device != null);
                    device = fields.text();
                }
                case "boot" -> {
                    fields.once(boot != null);
                    boot = fields.text();
                }
                case "stream" -> {
                    fields.once(stream != null);
                    stream = fields.text();
                }
                case "spooled" -> {
                    fields.once(spooled != null);
                    spooled = texts(fields);
                }
                case "version" -> {
                    fields.once(version != null);
                    version = fields.text().intern();
                }
                case "model" -> {
                    fields.once(model != null);
                    model = fields.text().intern();
                }
                case "channels" -> {
                    fields.once(channels != null);
                    channels = channels(fields);
                }
                case "unavailable" -> {
                    fields.once(unavailable != null);
                    unavailable = reasons(fields);
                }
                default -> fields.skip();
            }
        }
        return new Hello(
                fields.require("device", device),
                fields.require("boot", boot),
                stream == null ? fields.require("boot", boot) : stream,
                spooled == null ? List.of() : spooled,
                orEmpty(version),
                orEmpty(model),
                fields.require("channels", channels),
                unavailable == null ? Map.of() : unavailable);
    }

    private static Unavailable unavailable(Fields fields) throws MalformedMessageException {
        Map<String, String> channels = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            if (name.equals("channels")) {
                fields.once(channels != null);
                channels = reasons(fields);
            } else {
                fields.skip();
            }
        }
        return new Unavailable(fields.require("channels", channels));
    }

    private static Map<String, String> reasons(Fields fields) throws MalformedMessageException {
        fields.enterObject();
        Map<String, String> reasons = new HashMap<>();
        for (String channel = fields.nextKey(); channel != null; channel = fields.nextKey()) {
            fields.once(reasons.containsKey(channel));
            reasons.put(channel, fields.text());
        }
        return reasons;
    }

    private static List<String> texts(Fields fields) throws MalformedMessageException {
        fields.enterArray();
        List<String> texts = new ArrayList<>();
        while (fields.nextElement()) {
            texts.add(fields.text());
        }
        return texts;
    }

    private static List<ChannelDescription> channels(Fields fields) throws MalformedMessageException {
        fields.enterArray();
        List<ChannelDescription> channels = new ArrayList<>();
        while (fields.nextElement()) {
            fields.enterObject();
            channels.add(fields.build(() -> channel(fields)));
        }
        return channels;
    }

    private static ChannelDescription channel(Fields fields) throws MalformedMessageException {
        String id = null;
        ChannelDescription.Kind kind = null;
        ChannelDescription.Type type = null;
        String quantity = null;
        String unit = null;
        ChannelDescription.Range range = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "id" -> {
                    fields.once(id != null);
                    id = fields.text();
                }
                case "kind" -> {
                    fields.once(kind != null);
                    kind = fields.word(ChannelDescription.Kind.class);
                }
                case "type" -> {
                    fields.once(type != null);
                    type = fields.word(ChannelDescription.Type.class);
                }
                case "quantity" -> {
                    fields.once(quantity != null);
                    quantity = fields.text();
                }
                case "unit" -> {
                    fields.once(unit != null);
                    unit = fields.text();
                }
                case "range" -> {
                    fields.once(range != null);
                    fields.enterObject();
                    range = fields.build(() -> range(fields));
                }
                default -> fields.skip();
            }
        }
        // A hub keeps them for as long as it knows the device, and thousands of devices name theirs alike.
        return new ChannelDescription(
                fields.require("id", id).intern(),
                fields.require("kind", kind),
                fields.require("type", type),
                orEmpty(quantity).intern(),
                orEmpty(unit).intern(),
                range);
    }

    private static ChannelDescription.Range range(Fields fields) throws MalformedMessageException {
        Double min = null;
        Double max = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "min" -> {
                    fields.once(min != null);
                    min = fields.number();
                }
                case "max" -> {
                    fields.once(max != null);
                    max = fields.number();
                }
                default -> fields.skip();
            }
        }
        return new ChannelDescription.Range(fields.require("min", min), fields.require("max", max));
    }

    private static Result result(Fields fields) throws MalformedMessageException {
        String id = null;
        Result.Status status = null;
        Value value = null;
        String reason = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "id" -> {
                    fields.once(id != null);
                    id = fields.text();
                }
                case "status" -> {
                    fields.once(status != null);
                    status = fields.word(Result.Status.class);
                }
                case "value" -> {
                    fields.once(value != null);
                    value = fields.value();
                }
                case "reason" -> {
                    fields.once(reason != null);
                    reason = fields.text();
                }
                default -> fields.skip();
            }
        }
        return new Result(fields.require("id", id), fields.require("status", status), value, orEmpty(reason));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
