package dev.linnet.sensors.survey;

import dev.linnet.sensors.kernel.KernelDevices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the kernel has a sensor driver for: iio or hwmon. */
final class KernelSurvey implements Survey {
    private final KernelDevices devices;

    private KernelSurvey(KernelDevices devices) {
        this.devices = devices;
    }

    static List<Survey> all(Path root) {
        return List.of(new KernelSurvey(KernelDevices.iio(root)), new KernelSurvey(KernelDevices.hwmon(root)));
    }

    @Override
    public String title() {
        return devices.system();
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Path> all = devices.all();
        List<String> names = new ArrayList<>();
        for (Path device : all) {
            names.add(KernelDevices.name(device));
        }
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean alone = names.indexOf(name) == names.lastIndexOf(name);
            found.add(finding(
                    all.get(i), name, alone ? name : all.get(i).getFileName().toString()));
        }
        return found;
    }

    private Finding finding(Path device, String name, String key) throws IOException {
        List<String> channels = devices.knownChannels(device);
        if (channels.isEmpty()) {
            return Finding.of(name, "nothing that Linnet knows a unit for");
        }
        String list = String.join(", ", channels);
        String id = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String entry =
                "{ id: %s, driver: %s, device: \"%s\", channels: [%s] }".formatted(id, devices.system(), key, list);
        return new Finding(name, list, List.of(entry));
    }
}
