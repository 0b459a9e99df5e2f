package dev.linnet.agent.config;

import dev.linnet.agent.config.ActuatorSettings.FailSafe;
import dev.linnet.configuration.Section;
import dev.linnet.protocol.Names;
import dev.linnet.sensors.ActuatorDriver;
import dev.linnet.sensors.ChannelSpec;
import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Driver;
import dev.linnet.sensors.Drivers;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.Sample;
import dev.linnet.sensors.SensorDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds entries under {@code sensors} and {@code actuators}, and sees what two of them claim. */
final class DeviceReader {
    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(7);
    private static final Duration DEFAULT_READ_BACK = Duration.ofMinutes(1);

    private record Owner(String id, int line) {
        @Override
        public String toString() {
            return "'" + id + "' in line " + line;
        }
    }

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Owner> channels = new HashMap<>();
    private final Map<String, Owner> claims = new HashMap<>();

    /** Empty after a mistake that leaves no driver to ask. */
    Optional<SensorSettings> sensor(Section section) {
        String id = id(section);
        Optional<SensorDriver> driver = driver(section, Drivers.SENSORS, Drivers.ACTUATORS, "an actuator", "actuators");
        if (driver.isEmpty()) {
            return Optional.empty();
        }
        Duration every = every(section, driver.get().defaultInterval());
        OptionValues options = options(section, driver.get(), id);
        List<ChannelSpec> channels = driver.get().channels(options);
        claimChannels(section, id, channels);
        List<FilterSettings> filters = new ArrayList<>();
        section.sections("filters")
                .forEach(entry -> new FilterReader(entry, id, channels).read().ifPresent(filters::add));
        return Optional.of(new SensorSettings(id, driver.get(), options, every, filters));
    }

    /** Empty after a mistake that leaves no driver to ask. */
    Optional<ActuatorSettings> actuator(Section section) {
        String id = id(section);
        Optional<ActuatorDriver> driver = driver(section, Drivers.ACTUATORS, Drivers.SENSORS, "a sensor", "sensors");
        if (driver.isEmpty()) {
            return Optional.empty();
        }
        Duration every = every(section, DEFAULT_READ_BACK);
        OptionValues options = options(section, driver.get(), id);
        ChannelSpec channel = driver.get().channel(options);
        claimChannels(section, id, List.of(channel));
        Sample.Value rest = driver.get().rest(options);
        FailSafe failSafe = null;
        if (section.has("fail-safe")) {
            Section sub = section.section("fail-safe");
            Sample.Value state = sub.value("state", rest, text -> States.parse(text, channel));
            failSafe = new FailSafe(state, sub.has("after") ? sub.duration("after") : null);
        }
        Sample.Value initial = section.valueOr(
                "initial", failSafe == null ? rest : failSafe.state(), text -> States.parse(text, channel));
        return Optional.of(new ActuatorSettings(id, driver.get(), options, every, initial, failSafe));
    }

    private String id(Section section) {
        String id = section.value("id", "", text -> Names.require("the name", text));
        Integer first = id.isEmpty() ? null : ids.putIfAbsent(id, section.line());
        if (first != null) {
            section.problem("id", "id '" + id + "' is taken by the entry in line " + first);
        }
        return id;
    }

    private static <D extends Driver> Optional<D> driver(
            Section section, List<D> drivers, List<? extends Driver> others, String otherKind, String otherPlace) {
        List<String> names = drivers.stream().map(Driver::name).toList();
        String name = section.value("driver", "", text -> text);
        Optional<D> driver =
                drivers.stream().filter(known -> known.name().equals(name)).findFirst();
        if (driver.isEmpty()) {
            boolean misplaced = others.stream().anyMatch(other -> other.name().equals(name));
            if (misplaced) {
                section.problem(
                        "driver",
                        "driver: '" + name + "' is " + otherKind + "'s: the entry belongs under " + otherPlace);
            } else if (!name.isEmpty()) {
                section.problem("driver", "driver: " + Section.unknown(name, names));
            }
            // Without its driver nobody knows which other keys are right.
            section.names();
        }
        return driver;
    }

    private static Duration every(Section section, Duration fallback) {
        Duration every = section.duration("every", fallback);
        if (every.compareTo(MIN_INTERVAL) < 0 || every.compareTo(MAX_INTERVAL) > 0) {
            section.problem("every", "every: from 1ms to 7d");
            return fallback;
        }
        return every;
    }

    private OptionValues options(Section section, Driver driver, String id) {
        OptionValues options = OptionReader.read(section, driver.options());
        try {
            driver.validate(options);
        } catch (OptionException e) {
            section.problem(e.option(), e.option() + ": " + e.getMessage());
        }
        for (Claim claim : driver.claims(options)) {
            Owner first = claims.putIfAbsent(claim.resource(), new Owner(id, section.line()));
            if (first != null && section.has(claim.option())) {
                section.problem(claim.option(), claim.resource() + " is already used by " + first);
            }
        }
        return options;
    }

    private void claimChannels(Section section, String id, List<ChannelSpec> specs) {
        if (id.isEmpty()) {
            return;
        }
        for (ChannelSpec spec : specs) {
            String channel = spec.idWithin(id);
            if (!Names.isValid(channel)) {
                section.problem(
                        "id", "id '" + id + "' is too long: channel '" + channel + "' has more than 63 characters");
                return;
            }
            Owner first = channels.putIfAbsent(channel, new Owner(id, section.line()));
            if (first != null && !first.id().equals(id)) {
                section.problem("id", "channel '" + channel + "' also belongs to " + first);
            }
        }
    }
}
