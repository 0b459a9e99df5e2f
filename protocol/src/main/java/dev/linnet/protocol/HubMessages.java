package dev.linnet.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Reads what a hub says. */
final class HubMessages {
    private HubMessages() {}

    static Message.FromHub read(String type, Fields fields) throws MalformedMessageException {
        return switch (type) {
            case "welcome" -> welcome(fields);
            case "ack" -> ack(fields);
            case "command" -> command(fields);
            case "fault" -> FaultReader.read(fields);
            default ->
                throw new MalformedMessageException(
                        Fault.Code.UNKNOWN_TYPE,
                        "unknown message type '" + Fields.excerpt(type)
                                + "': an agent takes welcome, ack, command and fault");
        };
    }

    private static Welcome welcome(Fields fields) throws MalformedMessageException {
        Instant time = null;
        Duration heartbeat = null;
        Integer maxMessage = null;
        Integer maxReadings = null;
        Map<String, Long> acknowledged = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "time" -> {
                    fields.once(time != null);
                    time = fields.time();
                }
                case "heartbeat" -> {
                    fields.once(heartbeat != null);
                    heartbeat = fields.duration();
                }
                case "maxMessage" -> {
                    fields.once(maxMessage != null);
                    maxMessage = (int) fields.whole(1, Integer.MAX_VALUE);
                }
                case "maxReadings" -> {
                    fields.once(maxReadings != null);
                    maxReadings = (int) fields.whole(1, Integer.MAX_VALUE);
                }
                case "acknowledged" -> {
                    fields.once(acknowledged != null);
                    acknowledged = acknowledged(fields);
                }
                default -> fields.skip();
            }
        }
        return new Welcome(
                fields.require("time", time),
                fields.require("heartbeat", heartbeat),
                fields.require("maxMessage", maxMessage),
                fields.require("maxReadings", maxReadings),
                fields.require("acknowledged", acknowledged));
    }

    private static Map<String, Long> acknowledged(Fields fields) throws MalformedMessageException {
        fields.enterObject();
        Map<String, Long> acknowledged = new HashMap<>();
        for (String boot = fields.nextKey(); boot != null; boot = fields.nextKey()) {
            fields.once(acknowledged.containsKey(boot));
            acknowledged.put(boot, fields.whole(0, Long.MAX_VALUE));
        }
        return acknowledged;
    }

    private static Ack ack(Fields fields) throws MalformedMessageException {
        String boot = null;
        Long sequence = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "boot" -> {
                    fields.once(boot != null);
                    boot = fields.text();
                }
                case "seq" -> {
                    fields.once(sequence != null);
                    sequence = fields.whole(0, Long.MAX_VALUE);
                }
                default -> fields.skip();
            }
        }
        return new Ack(fields.require("boot", boot), fields.require("seq", sequence));
    }

    private static Command command(Fields fields) throws MalformedMessageException {
        String id = null;
        String channel = null;
        Value value = null;
        Duration ttl = null;
        for (String name = fields.next(); name != null; name = fields.next()) {
            switch (name) {
                case "id" -> {
                    fields.once(id != null);
                    id = fields.text();
                }
                case "channel" -> {
                    fields.once(channel != null);
                    channel = fields.text();
                }
                case "value" -> {
                    fields.once(value != null);
                    value = fields.value();
                }
                case "ttl" -> {
                    fields.once(ttl != null);
                    ttl = fields.duration();
                }
                default -> fields.skip();
            }
        }
        return new Command(
                fields.require("id", id),
                fields.require("channel", channel),
                fields.require("value", value),
                fields.require("ttl", ttl));
    }
}
