package dev.linnet.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void makesWhatIsMissingForItsOwnerAlone() throws Exception {
        StateDirectory state = new StateDirectory(folder.resolve("var/linnet"));
        state.prepare();
        assertThat(permissions(folder.resolve("var/linnet"))).isEqualTo("rwx------");
        assertThat(permissions(state.access())).isEqualTo("rw-------");
        assertThat(permissions(state.history())).isEqualTo("rw-------");
    }

    @Test
    void leavesWhatIsThere() throws Exception {
        StateDirectory state = new StateDirectory(folder);
        Files.writeString(state.access(), "kept");
        state.prepare();
        assertThat(Files.readString(state.access())).isEqualTo("kept");
    }

    @Test
    void saysWhichFolderCannotBeUsedAndWhatToDo() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(new StateDirectory(folder.resolve("file/state"))::prepare)
                .hasMessageContaining("file/state cannot be used")
                .hasMessageContaining("'state' in the configuration");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
