package dev.linnet.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine calls itself. */
public final class Board {
    private static final int MAX_CHARS = 100;

    private Board() {}

    /** The board's model from the device tree, else the PC's product name; empty when neither is there. */
    public static String model(Path root) {
        String model = text(root.resolve("proc/device-tree/model"));
        return model.isEmpty() ? text(root.resolve("sys/class/dmi/id/product_name")) : model;
    }

    /** Names this run of the machine, from power on to power off; empty when the kernel does not say. */
    public static String run(Path root) {
        return text(root.resolve("proc/sys/kernel/random/boot_id"));
    }

    private static String text(Path file) {
        try {
            // Device-tree strings end in a zero byte.
            String text = Files.readString(file).replaceAll("\\p{Cntrl}", " ").strip();
            return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        } catch (IOException e) {
            // Only a name for people; most machines lack one of the two files.
            return "";
        }
    }
}
