package dev.linnet.sensors.linux.pwm;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exported channel (Documentation/ABI/testing/sysfs-class-pwm). The kernel never accepts a duty cycle longer than the period, so the
 * order of writes matters when either changes. Its user serialises the calls.
 */
public final class PwmChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PwmChannel.class);

    /** udev gives a new channel's files to their group a moment after the export. */
    private static final Duration UDEV = Duration.ofSeconds(2);

    private static final Duration UDEV_PAUSE = Duration.ofMillis(10);

    private final Path chip;
    private final int number;
    private final Path folder;
    private final boolean exportedHere;

    private PwmChannel(Path chip, int number, boolean exportedHere) {
        this.chip = chip;
        this.number = number;
        this.folder = chip.resolve("pwm" + number);
        this.exportedHere = exportedHere;
    }

    /** Exports the channel, unless somebody has done so already. */
    public static PwmChannel open(Path chip, int number) throws IOException {
        String name = "pwm: channel " + number + " of " + chip.getFileName();
        boolean export = !Files.isDirectory(chip.resolve("pwm" + number));
        if (export) {
            try {
                put(chip.resolve("export"), Integer.toString(number));
            } catch (AccessDeniedException e) {
                throw new IOException(
                        name + ": no permission to write " + e.getFile()
                                + ": add this program's user to the group 'gpio'",
                        e);
            } catch (IOException e) {
                throw new IOException(name + " does not exist or is in use by the kernel: " + e.getMessage(), e);
            }
        }
        PwmChannel channel = new PwmChannel(chip, number, export);
        channel.awaitPermission();
        return channel;
    }

    private void awaitPermission() {
        long end = System.nanoTime() + UDEV.toNanos();
        while (!Files.isWritable(folder.resolve("period")) && System.nanoTime() < end) {
            LockSupport.parkNanos(UDEV_PAUSE.toNanos());
        }
    }

    /** In nanoseconds; 0 before the first. */
    public long period() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("period")).strip());
    }

    /** How much of each period it is active, in nanoseconds. */
    public long active() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("duty_cycle")).strip());
    }

    /** Both in nanoseconds; {@code active} of each {@code period}. */
    public void set(long period, long active) throws IOException {
        if (period < period()) {
            put("duty_cycle", Long.toString(active));
            put("period", Long.toString(period));
        } else {
            put("period", Long.toString(period));
            put("duty_cycle", Long.toString(active));
        }
    }

    /** Only while it is disabled, and after the first period was set. */
    public void inversed(boolean inversed) throws IOException {
        change("polarity", inversed ? "inversed" : "normal");
    }

    public void enabled(boolean enabled) throws IOException {
        change("enable", enabled ? "1" : "0");
    }

    /** Writes only what is different: before the first period the kernel refuses even what is so already. */
    private void change(String file, String value) throws IOException {
        if (!Files.readString(folder.resolve(file)).strip().equals(value)) {
            put(file, value);
        }
    }

    private void put(String file, String value) throws IOException {
        Path path = folder.resolve(file);
        try {
            put(path, value);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "pwm: no permission to write " + path + ": add this program's user to the group 'gpio'", e);
        } catch (IOException e) {
            throw new IOException("pwm: " + path + " refuses " + value + ": " + e.getMessage(), e);
        }
    }

    private static void put(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** As {@link #close}, for those who can do nothing about a failure: the channel then stays exported, and the next open takes it over. */
    public void release() {
        try {
            close();
        } catch (IOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** Gives the channel back if it was taken here; its last level is the board's own affair. */
    @Override
    public void close() throws IOException {
        if (exportedHere) {
            put(chip.resolve("unexport"), Integer.toString(number));
        }
    }
}
