package dev.linnet.hub.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's real errors, and what is said of them. */
class WriteTroubleTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("history.db");
    }

    @Test
    void aFileThatSomebodyLocksIsNoFullDisk() throws Exception {
        try (Connection other = Database.writer(file());
                Connection connection = Database.writer(file());
                Statement lock = other.createStatement();
                Statement statement = connection.createStatement()) {
            lock.execute("CREATE TABLE t (x)");
            lock.execute("BEGIN IMMEDIATE");
            assertThat(remedyOf(statement, "INSERT INTO t VALUES (1)"))
                    .contains("Another program", "fuser -v " + file())
                    .doesNotContain("full");
        }
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        try (Connection connection = Database.writer(file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x)");
            statement.execute("PRAGMA max_page_count = 3");
            assertThat(remedyOf(statement, "INSERT INTO t VALUES (zeroblob(1000000))"))
                    .contains("disk is full", "df -h " + folder);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Files.writeString(
                file(), "no database, but a text that is long enough to be asked whether it is one".repeat(99));
        SQLException failure = catchThrowableOfType(SQLException.class, () -> Database.writer(file()));
        assertThat(WriteTrouble.remedy(failure, file())).contains("damaged");
    }

    @Test
    void ofWhatIsNotKnownBothAreAsked() {
        assertThat(WriteTrouble.remedy(new IllegalStateException("odd"), file()))
                .contains("full or failing");
    }

    private String remedyOf(Statement statement, String sql) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
        return WriteTrouble.remedy(failure, file());
    }
}
