package dev.linnet.bench.herd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** {@code HerdMain PORT TOKENS}: the herd in a process of its own, since each end of so many connections takes a descriptor. */
public final class HerdMain {
    private HerdMain() {}

    /** Prints {@code herd ADMITTED REFUSALS HALF-MS ALL-MS}. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress hub = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (Herd herd = new Herd(hub, Files.readAllLines(Path.of(arguments[1])), new Random())) {
            Herd.Return back = herd.run(Duration.ofMinutes(3));
            boolean all = back.half().toDays() < 1 && back.all().toDays() < 1;
            System.out.println("herd " + back.admitted() + " " + back.refusals() + " "
                    + (all ? back.half().toMillis() + " " + back.all().toMillis() : "-1 -1"));
        }
    }
}
