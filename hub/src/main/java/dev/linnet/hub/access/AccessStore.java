package dev.linnet.hub.access;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The file of tokens, login codes and browser sessions, all as hashes. The running hub and the command line use it at the
 * same time: each change is one transaction, and {@link #version} tells of the other's. Calls block; one at a time.
 */
public final class AccessStore implements AutoCloseable {
    /** A token as lists show it: never the secret. */
    public record Entry(
            String name, Instant created, @Nullable Permission permission) {}

    private static final int BUSY_MILLIS = 5_000;
    private static final int VERSION = 1;
    private static final String TABLES = """
            CREATE TABLE device_token (device TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, created INTEGER NOT NULL);
            CREATE TABLE api_token (name TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, permission TEXT NOT NULL,
              created INTEGER NOT NULL);
            CREATE TABLE login_code (hash BLOB PRIMARY KEY, expires INTEGER NOT NULL);
            CREATE TABLE session (hash BLOB PRIMARY KEY, expires INTEGER NOT NULL);
            PRAGMA user_version = 1;
            """;

    private final Path file;
    private @Nullable Connection connection; // guarded by this; opened by the first call

    /** @param file made when it is not there; see {@code StateDirectory} for who may read it */
    public AccessStore(Path file) {
        this.file = file;
    }

    /** Gives the device a token, in place of one that it has. */
    synchronized void putDeviceToken(String device, Digest token, Instant now) throws AccessException {
        update("INSERT OR REPLACE INTO device_token VALUES (?, ?, ?)", device, token.bytes(), now.getEpochSecond());
    }

    synchronized void putApiToken(String name, Digest token, Permission permission, Instant now)
            throws AccessException {
        update(
                "INSERT OR REPLACE INTO api_token VALUES (?, ?, ?, ?)",
                name,
                token.bytes(),
                permission.name(),
                now.getEpochSecond());
    }

    /** Takes the device's token away; false when it had none. */
    public synchronized boolean removeDeviceToken(String device) throws AccessException {
        return update("DELETE FROM device_token WHERE device = ?", device) > 0;
    }

    public synchronized boolean removeApiToken(String name) throws AccessException {
        return update("DELETE FROM api_token WHERE name = ?", name) > 0;
    }

    public synchronized List<Entry> deviceTokens() throws AccessException {
        return entries("SELECT device, created, NULL FROM device_token ORDER BY device");
    }

    public synchronized List<Entry> apiTokens() throws AccessException {
        return entries("SELECT name, created, permission FROM api_token ORDER BY name");
    }

    synchronized void putLoginCode(Digest code, Instant expires, Instant now) throws AccessException {
        update("DELETE FROM login_code WHERE expires <= ?", now.getEpochSecond());
        update("INSERT INTO login_code VALUES (?, ?)", code.bytes(), expires.getEpochSecond());
    }

    /** Uses a login code up; false when there is none of that digest, or it is too old. */
    synchronized boolean takeLoginCode(Digest code, Instant now) throws AccessException {
        return update("DELETE FROM login_code WHERE hash = ? AND expires > ?", code.bytes(), now.getEpochSecond()) > 0;
    }

    synchronized void putSession(Digest session, Instant expires, Instant now) throws AccessException {
        update("DELETE FROM session WHERE expires <= ?", now.getEpochSecond());
        update("INSERT INTO session VALUES (?, ?)", session.bytes(), expires.getEpochSecond());
    }

    synchronized void removeSession(Digest session) throws AccessException {
        update("DELETE FROM session WHERE hash = ?", session.bytes());
    }

    /** Logs every browser out; returns how many. */
    public synchronized int removeSessions() throws AccessException {
        update("DELETE FROM login_code");
        return update("DELETE FROM session");
    }

    /** A number that changes when another connection has changed the file; cheap to ask for. */
    synchronized int version() throws AccessException {
        return select("PRAGMA data_version", row -> row.getInt(1)).getFirst();
    }

    synchronized AccessList load() throws AccessException {
        Map<Digest, String> devices = new HashMap<>();
        Map<Digest, Principal> api = new HashMap<>();
        Map<Digest, Instant> sessions = new HashMap<>();
        select(
                "SELECT hash, device FROM device_token",
                row -> devices.put(Digest.stored(row.getBytes(1)), row.getString(2)));
        select(
                "SELECT hash, name, permission FROM api_token",
                row -> api.put(
                        Digest.stored(row.getBytes(1)),
                        new Principal(row.getString(2), Permission.valueOf(row.getString(3)))));
        select(
                "SELECT hash, expires FROM session",
                row -> sessions.put(Digest.stored(row.getBytes(1)), Instant.ofEpochSecond(row.getLong(2))));
        return new AccessList(devices, api, sessions);
    }

    @Override
    public synchronized void close() throws AccessException {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AccessException(file, e);
            }
            connection = null;
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            // Takes the write lock when a transaction begins, so that two first starts do not both make the tables.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            Connection opened = config.createConnection("jdbc:sqlite:" + file);
            try {
                prepare(opened);
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            connection = opened;
        }
        return connection;
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                row.next();
                version = row.getInt(1);
            }
            if (version > VERSION) {
                throw new SQLException("the access file was written by a newer Linnet: install that version");
            }
            if (version == 0) {
                statement.executeUpdate(TABLES);
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private int update(String sql, Object... parameters) throws AccessException {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AccessException(file, e);
        }
    }

    private List<Entry> entries(String sql) throws AccessException {
        return select(sql, row -> {
            String permission = row.getString(3);
            return new Entry(
                    row.getString(1),
                    Instant.ofEpochSecond(row.getLong(2)),
                    permission == null ? null : Permission.valueOf(permission));
        });
    }

    /** Makes one thing of a row. */
    @FunctionalInterface
    private interface Mapping<T extends @Nullable Object> {
        T map(ResultSet row) throws SQLException;
    }

    private <T extends @Nullable Object> List<T> select(String sql, Mapping<T> mapping) throws AccessException {
        List<T> mapped = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                mapped.add(mapping.map(row));
            }
            return mapped;
        } catch (SQLException e) {
            throw new AccessException(file, e);
        }
    }
}
