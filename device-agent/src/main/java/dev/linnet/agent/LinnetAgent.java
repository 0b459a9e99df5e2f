package dev.linnet.agent;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code linnet-agent}. */
@Command(
        name = "linnet-agent",
        description = "Reads this device's sensors, streams them to a Linnet hub, and executes the hub's commands.",
        versionProvider = VersionOption.class,
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, CheckCommand.class, ScanCommand.class})
public final class LinnetAgent {
    /** Exit statuses; 2 is picocli's for a wrong command line too, and systemd does not restart after it. */
    static final int OK = 0;

    static final int FAILED = 1;
    static final int MISCONFIGURED = 2;

    LinnetAgent() {}

    public static void main(String[] arguments) throws InterruptedException {
        RunCommand plain = RunCommand.plain(arguments);
        System.exit(plain == null ? commandLine().execute(arguments) : plain.call());
    }

    static CommandLine commandLine() {
        return new CommandLine(new LinnetAgent());
    }
}
