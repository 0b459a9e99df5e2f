package dev.linnet.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access file, used by a hub and a command line at the same time. */
class AccessStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aHubNoticesWhatTheCommandLineChanges() throws Exception {
        try (AccessStore hub = open();
                AccessStore line = open()) {
            Doorkeeper doorkeeper = new Doorkeeper(hub, Clock.systemUTC());
            List<String> changes = new ArrayList<>();
            doorkeeper.onChange(changed -> changes.add("changed"));
            doorkeeper.load();
            doorkeeper.refresh();
            assertThat(changes).hasSize(1);

            Credentials credentials = new Credentials(line, Clock.systemUTC());
            String token = credentials.newDeviceToken("kitchen");
            assertThat(doorkeeper.device(token)).isNull();
            doorkeeper.refresh();
            Doorkeeper.Admitted admitted = doorkeeper.device(token);
            assertThat(admitted).isNotNull();
            assertThat(admitted == null ? "" : admitted.device()).isEqualTo("kitchen");

            String newer = credentials.newDeviceToken("kitchen");
            doorkeeper.refresh();
            assertThat(doorkeeper.device(token)).isNull();
            assertThat(doorkeeper.device(newer)).isNotNull();
            assertThat(admitted != null && doorkeeper.stillAdmits(admitted)).isFalse();

            assertThat(line.removeDeviceToken("kitchen")).isTrue();
            assertThat(line.removeDeviceToken("kitchen")).isFalse();
            doorkeeper.refresh();
            assertThat(doorkeeper.device(newer)).isNull();
            assertThat(changes).hasSize(4);
        }
    }

    @Test
    void noSecretStandsInTheFile() throws Exception {
        List<String> secrets = new ArrayList<>();
        try (AccessStore store = open()) {
            Credentials credentials = new Credentials(store, Clock.systemUTC());
            secrets.add(credentials.newDeviceToken("kitchen"));
            secrets.add(credentials.newApiToken("grafana", Permission.READ));
            secrets.add(credentials.newLoginCode());
            secrets.add(credentials.newSession(Duration.ofDays(1)));
            assertThat(store.deviceTokens()).extracting(AccessStore.Entry::name).containsExactly("kitchen");
            assertThat(store.apiTokens())
                    .extracting(AccessStore.Entry::permission)
                    .containsExactly(Permission.READ);
        }
        assertThat(secrets).doesNotHaveDuplicates().allMatch(secret -> secret.length() == 47);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets).noneMatch(secret -> content.contains(secret.substring(4)));
            }
        }
    }

    @Test
    void aLoginCodeWorksOnceAndNotForever() throws Exception {
        try (AccessStore store = open()) {
            Credentials credentials = at(store, NOW);
            String used = credentials.newLoginCode();
            String old = credentials.newLoginCode();
            assertThat(credentials.takeLoginCode(used)).isTrue();
            assertThat(credentials.takeLoginCode(used)).isFalse();
            assertThat(credentials.takeLoginCode("lnl_guess")).isFalse();
            assertThat(at(store, NOW.plus(Credentials.LOGIN_CODE_LIFE)).takeLoginCode(old))
                    .isFalse();
        }
    }

    @Test
    void aSessionEnds() throws Exception {
        try (AccessStore store = open()) {
            String session = at(store, NOW).newSession(Duration.ofDays(1));
            Doorkeeper before = new Doorkeeper(store, Clock.fixed(NOW.plusSeconds(86_399), ZoneOffset.UTC));
            before.load();
            assertThat(before.session(session)).isTrue();
            assertThat(before.session("lns_guess")).isFalse();
            Doorkeeper after = new Doorkeeper(store, Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC));
            after.load();
            assertThat(after.session(session)).isFalse();
            assertThat(store.removeSessions()).isEqualTo(1);
            before.reload();
            assertThat(before.session(session)).isFalse();
        }
    }

    @Test
    void namesTheFileThatIsNoAccessFile() throws Exception {
        Files.writeString(folder.resolve("access.db"), "this is no database at all ".repeat(50));
        try (AccessStore store = open()) {
            assertThatThrownBy(store::deviceTokens)
                    .isInstanceOf(AccessException.class)
                    .hasMessageContaining("access.db");
        }
    }

    private AccessStore open() {
        return new AccessStore(folder.resolve("access.db"));
    }

    private static Credentials at(AccessStore store, Instant time) {
        return new Credentials(store, Clock.fixed(time, ZoneOffset.UTC));
    }
}
