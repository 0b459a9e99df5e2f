package dev.linnet.hub.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Opens the history's file. */
final class Database {
    /** Short: the writer keeps what it could not commit and tries again, and says so meanwhile. */
    private static final int BUSY_MILLIS = 1_000;

    private Database() {}

    /**
     * The connection that writes. WAL, so that readers and the writer do not wait for each other; FULL, so that a commit is
     * on the disk when it returns: what is acknowledged after it, the agent forgets.
     */
    static Connection writer(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Larger than the default 1000 pages: the table's last pages are rewritten by each commit, and only a
        // checkpoint
        // merges those versions into one write.
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(16 << 20));
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            // Only a file that is still empty can be made to give pages back, and WAL makes it non-empty.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            // ON would write a page once more when it is freed.
            statement.execute("PRAGMA secure_delete = OFF");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** A connection that cannot write. */
    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // Nobody asks for them, and the driver would query the last row id after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }
}
