package dev.linnet.sensors.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a machine's /proc and /sys below a folder. */
record HostTree(Path root) {
    HostTree with(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Raspberry Pi on Wi-Fi. */
    static HostTree raspberryPi(Path root) {
        return new HostTree(root)
                .with("proc/loadavg", "0.52 0.58 0.59 1/389 12345\n")
                .with("proc/uptime", "35614.27 133214.32\n")
                .with("proc/stat", "cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 100 0 50 800 50 0 0 0 0 0\nintr 1\n")
                .with(
                        "proc/meminfo",
                        "MemTotal:         437784 kB\nMemFree:           50000 kB\nMemAvailable:     218892 kB\n")
                .with(
                        "proc/net/route",
                        "Iface\tDestination\tGateway \tFlags\nwlan0\t00000000\t0102A8C0\t0003\nwlan0\t0002A8C0\t00000000\t0001\n")
                .with("sys/class/net/lo/statistics/rx_bytes", "1\n")
                .with("sys/class/net/lo/statistics/tx_bytes", "1\n")
                .with("sys/class/net/wlan0/statistics/rx_bytes", "1000\n")
                .with("sys/class/net/wlan0/statistics/tx_bytes", "500\n")
                .with("proc/net/wireless", """
                        Inter-| sta-|   Quality        |   Discarded packets
                         face | tus | link level noise |  nwid  crypt
                         wlan0: 0000   54.  -56.  -256        0      0      0      0      0        0
                        """)
                .with("sys/class/thermal/thermal_zone0/type", "cpu-thermal\n")
                .with("sys/class/thermal/thermal_zone0/temp", "48312\n");
    }
}
