package dev.linnet.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherSpoolsTest {
    @TempDir
    Path folder;

    @Test
    void aFormerNamesReadingsAreFoundAndNoOthers() throws Exception {
        DiskSpoolFixture kitchen = new DiskSpoolFixture(folder.resolve("kitchen"));
        DiskSpool former = kitchen.start("b1");
        kitchen.append(former, 3);
        kitchen.close(former);
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("a.segment"), "no folder");

        DiskSpoolFixture attic = new DiskSpoolFixture(folder.resolve("attic"));
        DiskSpool renamed = attic.start("b2");
        attic.append(renamed, 1);
        assertThat(renamed.formerStreams()).as("not sent under the new name").isEmpty();
        assertThat(OtherSpools.beside(attic.directory)).containsExactly(kitchen.directory);
        attic.close(renamed);
        assertThat(OtherSpools.beside(kitchen.directory)).containsExactly(attic.directory);
    }
}
