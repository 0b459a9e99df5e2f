package dev.linnet.sensors.pwm;

import dev.linnet.sensors.Hardware;
import dev.linnet.sensors.Machines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine with one PWM chip, as its files. */
final class PwmFolders {
    private final Path root;
    private final Path channel;

    PwmFolders(Path root) throws IOException {
        this.root = root;
        Path chip = Files.createDirectories(root.resolve("sys/class/pwm/pwmchip0"));
        Files.writeString(chip.resolve("npwm"), "2\n");
        Files.createFile(chip.resolve("export"));
        channel = Files.createDirectories(chip.resolve("pwm0"));
        for (String file : new String[] {"period", "duty_cycle", "enable"}) {
            Files.writeString(channel.resolve(file), "0\n");
        }
        Files.writeString(channel.resolve("polarity"), "normal\n");
    }

    Hardware hardware() {
        return Machines.files(root);
    }

    String read(String file) throws IOException {
        return Files.readString(channel.resolve(file)).strip();
    }
}
