package dev.linnet.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for another JVM of the same version; it finds its classes through the CLASSPATH that both inherit. */
public final class Jvm {
    private Jvm() {}

    /** The command that runs that class with these flags and arguments. */
    public static List<String> command(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
