package dev.linnet.agent.config;

import dev.linnet.agent.conditioning.Clamp;
import dev.linnet.agent.conditioning.Delta;
import dev.linnet.agent.conditioning.Filter;
import dev.linnet.agent.conditioning.Heartbeat;
import dev.linnet.agent.conditioning.Mean;
import dev.linnet.agent.conditioning.Median;
import dev.linnet.agent.conditioning.Round;
import dev.linnet.agent.conditioning.Scale;
import dev.linnet.agent.conditioning.Table;
import dev.linnet.agent.conditioning.Throttle;
import dev.linnet.configuration.Section;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Binds one entry of a sensor's {@code filters}: one filter, and the channels that it is for. */
final class FilterReader {
    private static final List<String> FILTERS =
            List.of("median", "mean", "delta", "throttle", "heartbeat", "calibrate", "round", "clamp");
    private static final double MAX = 1e12;
    private static final int MAX_WINDOW = 1_000;
    private static final int MAX_DECIMALS = 9;

    private final Section section;
    private final String device;
    private final List<ChannelSpec> channels;

    /** @param specs the sensor's channels */
    FilterReader(Section section, String device, List<ChannelSpec> specs) {
        this.section = section;
        this.device = device;
        this.channels = chosen(specs);
    }

    private List<ChannelSpec> chosen(List<ChannelSpec> specs) {
        List<ChannelSpec> numbers =
                specs.stream().filter(spec -> spec.type() == ValueType.NUMBER).toList();
        List<String> names = section.texts("channels");
        List<String> known = numbers.stream().map(ChannelSpec::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                section.problem("channels", "channels: " + Section.unknown(name, known));
            }
        }
        if (numbers.isEmpty()) {
            section.problem("channels", "filters are for numbers, and this sensor has none");
        }
        return numbers.stream()
                .filter(spec -> names.isEmpty() || names.contains(spec.name()))
                .toList();
    }

    /** Empty after a mistake. */
    Optional<FilterSettings> read() {
        List<String> named = FILTERS.stream().filter(section::has).toList();
        if (named.size() != 1) {
            section.problem(
                    named.isEmpty() ? "" : named.getLast(),
                    "each entry of 'filters' is one of " + String.join(", ", FILTERS)
                            + ", with 'channels' if it is not for all");
            return Optional.empty();
        }
        Supplier<Filter> filter = filter(named.getFirst());
        return Optional.of(new FilterSettings(
                channels.stream().map(spec -> spec.idWithin(device)).collect(Collectors.toSet()), filter));
    }

    private Supplier<Filter> filter(String name) {
        return switch (name) {
            case "median" -> with(section.integer("median", 2, MAX_WINDOW), Median::new);
            case "mean" -> with(section.integer("mean", 2, MAX_WINDOW), Mean::new);
            case "delta" -> with(section.value("delta", 1.0, text -> positive(amount(text))), Delta::new);
            case "throttle" -> with(section.duration("throttle"), Throttle::new);
            case "heartbeat" -> with(section.duration("heartbeat"), Heartbeat::new);
            case "round" -> with(section.integer("round", 0, MAX_DECIMALS), Round::new);
            case "clamp" -> clamp(section.section("clamp"));
            default -> calibrate(section.section("calibrate"));
        };
    }

    private static <T> Supplier<Filter> with(T setting, Function<T, Filter> maker) {
        return () -> maker.apply(setting);
    }

    private Supplier<Filter> clamp(Section bounds) {
        double min = bounds.valueOr("min", -Double.MAX_VALUE, this::amount);
        double max = bounds.valueOr("max", Double.MAX_VALUE, this::amount);
        if (min >= max) {
            bounds.problem("min", "min: must be below max");
            return () -> new Scale(1, 0);
        }
        return () -> new Clamp(min, max);
    }

    private Supplier<Filter> calibrate(Section correction) {
        if (correction.has("table")) {
            List<Table.Point> points = new ArrayList<>();
            try {
                correction.texts("table").forEach(text -> points.add(point(text)));
                Table table = new Table(points);
                return () -> table;
            } catch (IllegalArgumentException e) {
                correction.problem("table", "table: " + e.getMessage());
                return () -> new Scale(1, 0);
            }
        }
        double factor = correction.number("factor", -MAX, MAX, 1);
        double offset = correction.valueOr("offset", 0.0, this::amount);
        return () -> new Scale(factor, offset);
    }

    private Table.Point point(String text) {
        String[] sides = text.split("->", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("expected points such as 0 -> 0.4, not '" + text + "'");
        }
        return new Table.Point(amount(sides[0].strip()), amount(sides[1].strip()));
    }

    /** A number, in the channels' unit, which may stand behind it. */
    private double amount(String text) {
        String[] words = text.strip().split(" +", 2);
        if (words.length == 2) {
            for (ChannelSpec channel : channels) {
                if (!channel.unit().equals(words[1])) {
                    String id = channel.idWithin(device);
                    throw new IllegalArgumentException("channel '" + id + "' is in "
                            + (channel.unit().isEmpty() ? "no unit" : channel.unit()) + ", not in " + words[1]
                            + (channels.size() > 1 ? "; 'channels' names those that are meant" : ""));
                }
            }
        }
        try {
            double number = Double.parseDouble(words[0]);
            if (Math.abs(number) <= MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return "expected a number, with or without the channel's unit, such as 0.2 or 0.2 Cel, not '" + text + "'";
    }

    private static double positive(double number) {
        if (number > 0) {
            return number;
        }
        throw new IllegalArgumentException("must be above zero");
    }
}
