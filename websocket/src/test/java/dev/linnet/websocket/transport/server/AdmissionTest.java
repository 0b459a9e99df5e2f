package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.ServerCounter;
import dev.linnet.websocket.Upgrade;
import dev.linnet.websocket.http.HttpRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what the others are told. */
@Timeout(30)
class AdmissionTest {
    @Test
    void tellsThoseForWhomThereIsNoRoomWhenToComeBack() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxConnections(1));
                RawClient first = RawClient.open(endpoint.address)) {
            for (int i = 1; i <= 3; i++) {
                try (RawClient second = new RawClient(endpoint.address)) {
                    assertThat(second.send(RawClient.HANDSHAKE).head())
                            .startsWith("HTTP/1.1 503 ")
                            .contains("Retry-After: " + i + "\r\n");
                    assertThat(second.ended()).isTrue();
                }
            }
            assertThat(endpoint.server.connections()).isEqualTo(1);
            first.frames("81:61");
            assertThat(first.frame()).isEqualTo("81:61");
        }
    }

    @Test
    void justClosesWhenTooManyWouldHaveToBeTold() throws Exception {
        List<RawClient> refused = new ArrayList<>();
        try (Endpoint endpoint = new Endpoint(options -> options.maxConnections(1));
                RawClient first = RawClient.open(endpoint.address)) {
            for (int i = 0; i < 100; i++) {
                refused.add(new RawClient(endpoint.address)); // and stays, without a word
            }
            Endpoint.await("all are refused", () -> endpoint.count(ServerCounter.CONNECTIONS_OVER_LIMIT) == 100);
            int told = 0;
            for (RawClient client : refused) {
                told += client.hears("HTTP/1.1 503 ") ? 1 : 0;
                client.close();
            }
            assertThat(told).isEqualTo(64);
            first.frames("81:61");
            assertThat(first.frame()).isEqualTo("81:61");
        }
    }

    @Test
    void boundsTheConnectionsOfOnePrincipal() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.maxConnectionsPerPrincipal(2)) {
            @Override
            Upgrade upgrade(HttpRequest request) {
                return new Upgrade.Accept(this, "", request.query());
            }
        }) {
            RawClient first = open(endpoint, "a");
            try (RawClient second = open(endpoint, "a");
                    RawClient other = open(endpoint, "b");
                    RawClient third = new RawClient(endpoint.address).send(handshake("a"))) {
                assertThat(third.head()).startsWith("HTTP/1.1 429 ");
                for (RawClient stays : List.of(first, second, other)) {
                    stays.frames("81:61");
                    assertThat(stays.frame()).isEqualTo("81:61");
                }
                assertThat(endpoint.count(ServerCounter.CONNECTIONS_OVER_PRINCIPAL_LIMIT))
                        .isEqualTo(1);
                first.reset();
                Endpoint.next(endpoint.closed);
                open(endpoint, "a").hangUp();
            }
            endpoint.awaitNoConnection();
            open(endpoint, "a").hangUp();
        }
    }

    private static String handshake(String principal) {
        return RawClient.HANDSHAKE.replace("/x", "/x?" + principal);
    }

    private static RawClient open(Endpoint endpoint, String principal) throws Exception {
        return new RawClient(endpoint.address).send(handshake(principal)).switched();
    }

    @Test
    void refusesPagesOfOtherOriginsAndSpendsNoPaceOnThem() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.handshakes(1, 1))) {
            String foreign = RawClient.HANDSHAKE.replace("\r\n\r\n", "\r\nOrigin: https://evil.example\r\n\r\n");
            try (RawClient page = new RawClient(endpoint.address).send(foreign)) {
                assertThat(page.head()).startsWith("HTTP/1.1 403 ");
                assertThat(page.ended()).isTrue();
            }
            RawClient.open(endpoint.address).hangUp();
            assertThat(endpoint.count(ServerCounter.ORIGINS_REFUSED)).isEqualTo(1);
            assertThat(endpoint.count(ServerCounter.UPGRADES_REFUSED)).isEqualTo(1);
            assertThat(endpoint.opened).hasSize(1);
        }
    }

    @Test
    void refusesHandshakesBeyondThePace() throws Exception {
        try (Endpoint endpoint = new Endpoint(options -> options.handshakes(1, 2))) {
            RawClient.open(endpoint.address).hangUp();
            RawClient.open(endpoint.address).hangUp();
            try (RawClient third = new RawClient(endpoint.address).send(RawClient.HANDSHAKE)) {
                assertThat(third.head()).startsWith("HTTP/1.1 503 ").containsPattern("Retry-After: [1-3]\r\n");
            }
            assertThat(endpoint.count(ServerCounter.HANDSHAKES_OVER_PACE)).isEqualTo(1);
            endpoint.awaitNoConnection();
        }
    }

    /** A body may take long, if it comes; not if it drips. */
    @Test
    void givesABodyTheTimeThatItNeedsAtTheLeastRate() throws Exception {
        Duration limit = Duration.ofMillis(300);
        try (Endpoint endpoint =
                        new Endpoint(options -> options.handshakeTimeout(limit).minBodyRate(1000));
                RawClient patient = new RawClient(endpoint.address);
                RawClient dripping = new RawClient(endpoint.address)) {
            String head = "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";
            long start = System.nanoTime();
            patient.send(head.formatted(2000));
            dripping.send(head.formatted(2000));
            for (int i = 0; i < 20; i++) {
                patient.send("x".repeat(100));
                Pause.of(Duration.ofMillis(50));
                try {
                    dripping.send("x");
                } catch (IOException ended) {
                    // as it should be
                }
            }
            assertThat(patient.response()).isEqualTo("200 /b");
            assertThat(System.nanoTime() - start).isGreaterThan(3 * limit.toNanos());
            assertThat(endpoint.count(ServerCounter.HANDSHAKE_TIMEOUTS)).isEqualTo(1);
            assertThat(dripping.ended()).isTrue();
        }
    }
}
