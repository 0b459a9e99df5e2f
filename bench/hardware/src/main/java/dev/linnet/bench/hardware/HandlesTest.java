package dev.linnet.bench.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.i2c.I2C;
import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.LinuxPlugin;
import dev.linnet.sensors.linux.kernel.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening and closing again and again costs neither files nor memory. */
class HandlesTest {
    /** Few, since all is slow here; {@code bench/hardware/run --openings 100000} is for a long wait. */
    private static final int OPENINGS = Integer.getInteger("openings", 200);

    /** What the heap and the compiler may still take when all has been opened often enough to be warm. */
    private static final long BREATH_KILOBYTES = 8_192;

    @Test
    @SuppressWarnings("SystemOut") // The console is how the machine talks to the world.
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void openingAndClosingLeaksNothing() throws IOException {
        Context pi4j = Pi4J.newContextBuilder()
                .noAutoDetect()
                .add(LinuxPlugin.providers(new LinuxDevices(new Libc(), null)))
                .build();
        int bus = BusesTest.bus("SMBus stub");
        long files = 0;
        long kilobytes = 0;
        for (int i = 0; i < OPENINGS; i++) {
            if (i == OPENINGS / 4) {
                files = openFiles();
                kilobytes = residentKilobytes();
            }
            pi4j.create(DigitalInput.newConfigBuilder(pi4j).id("in").bcm(10).debounce(0L))
                    .close();
            pi4j.create(DigitalOutput.newConfigBuilder(pi4j).id("out").bcm(11)).close();
            I2C chip =
                    pi4j.create(I2C.newConfigBuilder(pi4j).id("chip").bus(bus).device(0x50));
            chip.readRegister(0);
            chip.close();
        }
        System.out.println("opened and closed " + OPENINGS
                + " inputs, outputs and chips each; from the first quarter to the end " + files + " to " + openFiles()
                + " files, " + kilobytes + " to " + residentKilobytes() + " kB resident");
        assertThat(openFiles()).isLessThanOrEqualTo(files + 1);
        assertThat(residentKilobytes() - kilobytes).as("kilobytes").isLessThan(BREATH_KILOBYTES);
        pi4j.shutdown();
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
