package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is installed, started by its own script, with a jar that somebody has put into {@code plugins}. */
class PluginFolderTest {
    @TempDir
    Path installed;

    @Test
    void aJarInTheFolderTakesOverTheLines() throws Exception {
        install();
        addPlugin();
        Files.writeString(installed.resolve("token"), "t");
        Files.writeString(installed.resolve("agent.yaml"), """
                device: kitchen
                hub: { url: "ws://127.0.0.1:9/agent", token-file: token }
                hardware: auto
                sensors:
                  - { id: door, driver: gpio-input, pin: 17 }
                """);
        String table = check();
        assertThat(table)
                .as("what the stranger says when it is asked for a line")
                .contains("no line is asked for");
    }

    private String check() throws Exception {
        Path output = installed.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        installed.resolve("bin/linnet-agent").toString(),
                        "check",
                        "--config",
                        installed.resolve("agent.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process check = builder.start();
        try {
            assertThat(check.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            check.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** The launcher, the options, and in place of the agent's jar one that names the classes under test. */
    private void install() throws IOException {
        Path systemd = Path.of("..", "systemd");
        Files.createDirectories(installed.resolve("lib"));
        Path launcher = Files.createDirectories(installed.resolve("bin")).resolve("linnet-agent");
        Files.copy(systemd.resolve("launcher"), launcher);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(systemd.resolve("linnet-agent.options"), installed.resolve("lib/java.options"));

        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Manifest manifest = manifest();
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(classPath.split(File.pathSeparator, -1))
                                .map(Path::of)
                                .filter(entry -> !entry.endsWith("test-classes")) // There the stranger would be anyway.
                                .map(entry -> entry.toUri().toString())
                                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(installed.resolve("lib/linnet-agent.jar")), manifest).close();
    }

    private void addPlugin() throws IOException {
        Path plugins = Files.createDirectories(installed.resolve("plugins"));
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(plugins.resolve("stranger.jar")), manifest())) {
            jar.putNextEntry(new JarEntry("META-INF/services/com.pi4j.extension.Plugin"));
            jar.write(StrangersPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
            for (Class<?> part : new Class<?>[] {StrangersPlugin.class, StrangersPlugin.Inputs.class}) {
                String name = part.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream bytes =
                        Objects.requireNonNull(part.getClassLoader().getResourceAsStream(name))) {
                    bytes.transferTo(jar);
                }
            }
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }
}
