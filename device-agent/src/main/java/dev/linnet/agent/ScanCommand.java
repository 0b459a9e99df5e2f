package dev.linnet.agent;

import dev.linnet.sensors.linux.LinuxDevices;
import dev.linnet.sensors.linux.kernel.Libc;
import dev.linnet.sensors.survey.Finding;
import dev.linnet.sensors.survey.Survey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linnet-agent scan}: shows what is there, and what to write into the configuration for it. */
@Command(
        name = "scan",
        description = {
            "Lists GPIO chips with the lines in use, who answers on I2C and 1-Wire and the kernel's own sensors, and proposes a",
            "configuration. Nothing is written to a device. Exit status: 0, or 1 when something could not be looked at."
        },
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int status = print(out, Survey.all(new LinuxDevices(new Libc(), null), Path.of("/")));
        out.flush();
        return status;
    }

    static int print(PrintWriter out, List<Survey> surveys) {
        int status = LinnetAgent.OK;
        List<Finding> found = new ArrayList<>();
        for (Survey survey : surveys) {
            out.println(survey.title());
            try {
                List<Finding> here = survey.findings();
                here.forEach(finding -> out.printf("  %-16s %s%n", finding.place(), finding.what()));
                if (here.isEmpty()) {
                    out.println("  nothing");
                }
                found.addAll(here);
            } catch (IOException e) {
                out.println("  " + e.getMessage());
                status = LinnetAgent.FAILED;
            }
        }
        propose(out, found);
        return status;
    }

    /** Where several chips may be meant, the first is proposed and the others stand beside it as comments. */
    private static void propose(PrintWriter out, List<Finding> found) {
        List<Finding> usable =
                found.stream().filter(finding -> !finding.entries().isEmpty()).toList();
        if (usable.isEmpty()) {
            return;
        }
        out.println();
        out.println("# For /etc/linnet/agent.yaml:");
        out.println("sensors:");
        for (Finding finding : usable) {
            out.println("  - " + finding.entries().getFirst());
            finding.entries().stream().skip(1).forEach(entry -> out.println("  # or " + entry));
        }
    }
}
