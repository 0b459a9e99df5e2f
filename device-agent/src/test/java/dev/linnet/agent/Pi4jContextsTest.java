package dev.linnet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.i2c.I2CProvider;
import dev.linnet.agent.config.AgentConfiguration.HardwareChoice;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which providers drivers find when somebody has put another plug-in on the class path. */
class Pi4jContextsTest {
    private static final String LINNETS = "linnet-digital-input";

    @TempDir
    Path jar;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader withStranger;

    @BeforeEach
    void addTheJar() throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve("com.pi4j.extension.Plugin"), StrangersPlugin.class.getName());
        withStranger = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(withStranger);
    }

    @AfterEach
    void removeIt() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        withStranger.close();
    }

    @Test
    void autoTakesTheOneOfTheHighestPriority() {
        assertThat(inputs(HardwareChoice.AUTO)).isEqualTo(StrangersPlugin.INPUTS);
    }

    @Test
    void autoIsLinnetsOwnWhenThereIsNoOther() {
        Thread.currentThread().setContextClassLoader(before);
        assertThat(inputs(HardwareChoice.AUTO)).isEqualTo(LINNETS);
    }

    @Test
    void linuxIsLinnetsOwnWhateverElseThereIs() {
        assertThat(inputs(HardwareChoice.LINUX)).isEqualTo(LINNETS);
    }

    @Test
    void pi4jIsWhatSomebodyAddedAndNothingElse() {
        assertThat(inputs(HardwareChoice.PI4J)).isEqualTo(StrangersPlugin.INPUTS);
        Context pi4j = Pi4jContexts.start(HardwareChoice.PI4J);
        try {
            assertThat(pi4j.hasProvider(I2CProvider.class))
                    .as("the stranger has none, and Linnet's is not wanted")
                    .isFalse();
        } finally {
            pi4j.shutdown();
        }
    }

    @Test
    void fakeIsABoardInMemory() {
        assertThat(inputs(HardwareChoice.FAKE)).isEqualTo("linnet-fake-digital-input");
    }

    private static String inputs(HardwareChoice choice) {
        Context pi4j = Pi4jContexts.start(choice);
        try {
            DigitalInputProvider provider = pi4j.provider(DigitalInputProvider.class);
            return provider.id();
        } finally {
            pi4j.shutdown();
        }
    }
}
