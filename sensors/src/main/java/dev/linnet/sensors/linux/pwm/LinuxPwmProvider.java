package dev.linnet.sensors.linux.pwm;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProviderBase;
import com.pi4j.io.pwm.PwmType;
import dev.linnet.sensors.linux.LinuxDevices;
import java.nio.file.Path;

/** Hardware PWM: a channel of a chip ({@code chip}, {@code channel}), or the channel behind a header pin ({@code bcm}). */
public final class LinuxPwmProvider extends PwmProviderBase {
    private final PwmChips chips;

    public LinuxPwmProvider(LinuxDevices devices) {
        super("linnet-pwm", "PWM (sysfs)");
        this.chips = new PwmChips(devices.sys());
    }

    @Override
    public int getPriority() {
        return LinuxDevices.PRIORITY;
    }

    @Override
    public Pwm create(PwmConfig config) {
        if (config.pwmType() == PwmType.SOFTWARE) {
            throw new IOException("pwm: '" + config.id() + "' asks for software PWM; only hardware PWM is offered");
        }
        try {
            PwmChannel channel = open(config);
            LinuxPwm pwm = new LinuxPwm(this, config, channel);
            try {
                context.registry().add(pwm);
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
            return pwm;
        } catch (java.io.IOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private PwmChannel open(PwmConfig config) throws java.io.IOException {
        Integer number = config.chip();
        Path chip = number == null ? chips.only() : chips.numbered(number);
        Integer channel = config.channel();
        if (channel != null) {
            return PwmChannel.open(chip, channel);
        }
        Integer bcm = config.bcm();
        if (bcm == null) {
            throw new java.io.IOException("pwm: '" + config.id() + "' names neither a channel nor a pin");
        }
        return PwmChannel.open(chip, PwmChips.channel(chip, bcm));
    }
}
