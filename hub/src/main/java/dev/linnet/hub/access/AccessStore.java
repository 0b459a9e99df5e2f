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

    private final Connection connection;

    /** Opens the file, which exists (see {@code StateDirectory}), and makes its tables when it is empty. */
    public AccessStore(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Takes the write lock when a transaction begins, so that two first starts at once do not both make the tables.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            prepare();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Gives the device a token, in place of one that it has. */
    synchronized void putDeviceToken(String device, Digest token, Instant now) throws SQLException {
        update("INSERT OR REPLACE INTO device_token VALUES (?, ?, ?)", device, token.bytes(), now.getEpochSecond());
    }

    synchronized void putApiToken(String name, Digest token, Permission permission, Instant now) throws SQLException {
        update(
                "INSERT OR REPLACE INTO api_token VALUES (?, ?, ?, ?)",
                name,
                token.bytes(),
                permission.name(),
                now.getEpochSecond());
    }

    /** Takes the device's token away; false when it had none. */
    public synchronized boolean removeDeviceToken(String device) throws SQLException {
        return update("DELETE FROM device_token WHERE device = ?", device) > 0;
    }

    public synchronized boolean removeApiToken(String name) throws SQLException {
        return update("DELETE FROM api_token WHERE name = ?", name) > 0;
    }

    public synchronized List<Entry> deviceTokens() throws SQLException {
        return entries("SELECT device, created, NULL FROM device_token ORDER BY device");
    }

    public synchronized List<Entry> apiTokens() throws SQLException {
        return entries("SELECT name, created, permission FROM api_token ORDER BY name");
    }

    synchronized void putLoginCode(Digest code, Instant expires, Instant now) throws SQLException {
        update("DELETE FROM login_code WHERE expires <= ?", now.getEpochSecond());
        update("INSERT INTO login_code VALUES (?, ?)", code.bytes(), expires.getEpochSecond());
    }

    /** Uses a login code up; false when there is none of that digest, or it is too old. */
    synchronized boolean takeLoginCode(Digest code, Instant now) throws SQLException {
        return update("DELETE FROM login_code WHERE hash = ? AND expires > ?", code.bytes(), now.getEpochSecond()) > 0;
    }

    synchronized void putSession(Digest session, Instant expires, Instant now) throws SQLException {
        update("DELETE FROM session WHERE expires <= ?", now.getEpochSecond());
        update("INSERT INTO session VALUES (?, ?)", session.bytes(), expires.getEpochSecond());
    }

    synchronized void removeSession(Digest session) throws SQLException {
        update("DELETE FROM session WHERE hash = ?", session.bytes());
    }

    /** Logs every browser out; returns how many. */
    public synchronized int removeSessions() throws SQLException {
        update("DELETE FROM login_code");
        return update("DELETE FROM session");
    }

    /** A number that changes when another connection has changed the file; cheap to ask for. */
    synchronized int version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            row.next();
            return row.getInt(1);
        }
    }

    synchronized AccessList load() throws SQLException {
        Map<Digest, String> devices = new HashMap<>();
        Map<Digest, Principal> api = new HashMap<>();
        Map<Digest, Instant> sessions = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT hash, device FROM device_token")) {
                while (row.next()) {
                    devices.put(Digest.stored(row.getBytes(1)), row.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT hash, name, permission FROM api_token")) {
                while (row.next()) {
                    api.put(
                            Digest.stored(row.getBytes(1)),
                            new Principal(row.getString(2), Permission.valueOf(row.getString(3))));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT hash, expires FROM session")) {
                while (row.next()) {
                    sessions.put(Digest.stored(row.getBytes(1)), Instant.ofEpochSecond(row.getLong(2)));
                }
            }
        }
        return new AccessList(devices, api, sessions);
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    private void prepare() throws SQLException {
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

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private List<Entry> entries(String sql) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String permission = row.getString(3);
                entries.add(new Entry(
                        row.getString(1),
                        Instant.ofEpochSecond(row.getLong(2)),
                        permission == null ? null : Permission.valueOf(permission)));
            }
        }
        return entries;
    }
}
