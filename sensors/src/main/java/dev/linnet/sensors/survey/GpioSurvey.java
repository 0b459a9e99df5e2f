package dev.linnet.sensors.survey;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.gpio.ChipInfo;
import dev.linnet.sensors.linux.gpio.GpioChip;
import dev.linnet.sensors.linux.gpio.GpioChips;
import dev.linnet.sensors.linux.gpio.LineInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The gpiochips, and of their lines those that somebody uses. */
final class GpioSurvey implements Survey {
    private final GpioChips chips;

    GpioSurvey(LinuxDevices devices) {
        this.chips = devices.gpioChips();
    }

    @Override
    public String title() {
        return "GPIO";
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        for (Path path : chips.paths()) {
            try (GpioChip chip = chips.open(path)) {
                chip(chip, found);
            }
        }
        return found;
    }

    private static void chip(GpioChip chip, List<Finding> found) throws IOException {
        ChipInfo info = chip.info();
        List<Finding> used = new ArrayList<>();
        for (int number = 0; number < info.lines(); number++) {
            LineInfo line = chip.line(number);
            if (line.used()) {
                used.add(Finding.of("  line " + number, user(line)));
            }
        }
        String header = GpioChips.isHeader(info) ? "the header's; " : "";
        int free = info.lines() - used.size();
        found.add(Finding.of(
                info.name(), info.label() + ": " + header + info.lines() + " lines, " + free + " of them free"));
        found.addAll(used);
    }

    private static String user(LineInfo line) {
        String name = line.name().isEmpty() ? "" : line.name() + ", ";
        String consumer = line.consumer().isEmpty() ? "somebody without a name" : "\"" + line.consumer() + "\"";
        return name + (line.output() ? "output" : "input") + ", used by " + consumer;
    }
}
