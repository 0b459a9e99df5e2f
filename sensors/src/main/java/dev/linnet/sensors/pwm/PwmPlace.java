package dev.linnet.sensors.pwm;

import dev.linnet.sensors.Claim;
import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Option;
import dev.linnet.sensors.OptionException;
import dev.linnet.sensors.OptionValues;
import dev.linnet.sensors.linux.pwm.PwmChannel;
import dev.linnet.sensors.linux.pwm.PwmChips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which channel of which PWM chip, and the options that choose it. It is driven in nanoseconds: Pi4J counts in whole percents, which leaves a servo ten
 * positions.
 */
record PwmPlace(int pin, int chip, int channel) {
    private static final int NONE = -1;

    static final Option<Integer> PIN = Option.whole("pin", 0, 511, NONE, "the header's line: 12, 13, 18 or 19");
    static final Option<Integer> CHIP = Option.whole("chip", 0, 99, NONE, "the N of pwmchipN (missing: the only one)");
    static final Option<Integer> CHANNEL = Option.whole("channel", 0, 99, NONE, "the chip's channel, instead of a pin");

    static final List<Option<?>> OPTIONS = List.of(PIN, CHIP, CHANNEL);

    static PwmPlace of(OptionValues options) {
        return new PwmPlace(options.get(PIN), options.get(CHIP), options.get(CHANNEL));
    }

    static void validate(OptionValues options) throws OptionException {
        if (options.has(PIN) == options.has(CHANNEL)) {
            throw new OptionException(PIN, "either a pin or a channel is needed");
        }
    }

    List<Claim> claims() {
        return List.of(new Claim(toString(), pin == NONE ? CHANNEL.key() : PIN.key()));
    }

    PwmChannel open(Hardware hardware) throws IOException {
        PwmChips chips = new PwmChips(hardware.root().resolve("sys"));
        Path path = chip == NONE ? chips.only() : chips.numbered(chip);
        return PwmChannel.open(path, channel == NONE ? PwmChips.channel(path, pin) : channel);
    }

    @Override
    public String toString() {
        String where = pin == NONE ? "channel " + channel : "at line " + pin;
        return "pwm " + where + (chip == NONE ? "" : " of chip " + chip);
    }
}
