package dev.linnet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.access.AccessStore;
import dev.linnet.hub.access.Credentials;
import dev.linnet.hub.access.Permission;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator has one device's frames written to the log. */
@Timeout(60)
class DeviceTracingTest {
    @TempDir
    Path folder;

    @Test
    void framesOfOneDeviceComeToTheLogUntilTheyAreNotWantedAnyMore() throws Exception {
        Files.writeString(
                folder.resolve("hub.yaml"), "listen: 127.0.0.1:0\nstate: state\nhistory: { commit-every: 50ms }\n");
        Files.createDirectory(folder.resolve("state"));
        String kitchen;
        String cellar;
        String api;
        try (AccessStore access = new AccessStore(folder.resolve("state/access.db"))) {
            Credentials credentials = new Credentials(access, Clock.systemUTC());
            kitchen = credentials.newDeviceToken("kitchen");
            cellar = credentials.newDeviceToken("cellar");
            api = credentials.newApiToken("test", Permission.CONTROL);
        }
        try (HubProcess hub = new HubProcess(folder.resolve("hub.yaml"));
                HttpClient client = HttpClient.newHttpClient();
                TestAgent traced = TestAgent.connect(hub.uri("ws", "/agent"), kitchen);
                TestAgent other = TestAgent.connect(hub.uri("ws", "/agent"), cellar)) {
            traced.hello("kitchen", "b1");
            other.hello("cellar", "b2");
            assertThat(call(client, hub, api, "PUT", "nobody")).isEqualTo(404);
            assertThat(call(client, hub, api, "PUT", "kitchen")).isEqualTo(204);

            other.send(TestAgent.telemetry("b2", 1, 1));
            other.awaitAck("b2", 1);
            traced.send(TestAgent.telemetry("b1", 1, 1));
            traced.awaitAck("b1", 1);
            String in = hub.awaitLine(Pattern.compile(".*trace .* in .*TEXT.*")).group();
            assertThat(in).contains("telemetry").doesNotContain("b2");
            hub.awaitLine(Pattern.compile(".*trace .* out .*TEXT.*ack.*"));

            // A connection that comes later is traced from its first frame.
            try (TestAgent again = TestAgent.connect(hub.uri("ws", "/agent"), kitchen)) {
                again.hello("kitchen", "b3");
                hub.awaitLine(Pattern.compile(".*trace .* in .*TEXT.*hello.*"));
                assertThat(call(client, hub, api, "DELETE", "kitchen")).isEqualTo(204);
                hub.awaitLine(Pattern.compile(".*device kitchen: trace off"));
            }
        }
    }

    private static int call(HttpClient client, HubProcess hub, String token, String method, String device)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.uri("http", "/api/v1/devices/" + device + "/trace"))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
