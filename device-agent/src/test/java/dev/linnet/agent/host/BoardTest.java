package dev.linnet.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.protocol.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
    @TempDir
    Path root;

    private void file(String name, String text) throws Exception {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void theDeviceTreeNamesABoardAndThePcItsProduct() throws Exception {
        assertThat(Board.model(root)).isEmpty();
        file("sys/class/dmi/id/product_name", "Standard PC\n");
        assertThat(Board.model(root)).isEqualTo("Standard PC");
        file("proc/device-tree/model", "Raspberry Pi Zero 2 W Rev 1.0\0");
        assertThat(Board.model(root)).isEqualTo("Raspberry Pi Zero 2 W Rev 1.0");
    }

    @Test
    void aBootHasANameThatTheProtocolTakesAndNoOtherHas() {
        SecureRandom random = new SecureRandom();
        String boot = Boot.random(random);
        assertThat(Names.isValid(boot)).isTrue();
        assertThat(Boot.random(random)).isNotEqualTo(boot);
    }
}
