package dev.linnet.sensors.survey;

import dev.linnet.sensors.linux.LinuxDevices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One look at one part of the machine. Nothing is written to any device, beyond what it takes to see whether one answers. */
public interface Survey {
    /** What it looks at. */
    String title();

    List<Finding> findings() throws IOException;

    /**
     * Of everything there is.
     *
     * @param root where {@code sys} is; {@code /} but in tests
     */
    static List<Survey> all(LinuxDevices devices, Path root) throws IOException {
        List<Survey> surveys = new ArrayList<>();
        surveys.add(new GpioSurvey(devices));
        surveys.addAll(I2cSurvey.all(devices));
        surveys.add(new OneWireSurvey(root));
        surveys.addAll(KernelSurvey.all(root));
        return surveys;
    }
}
