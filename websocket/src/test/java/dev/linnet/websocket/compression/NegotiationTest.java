package dev.linnet.websocket.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linnet.websocket.Compression;
import dev.linnet.websocket.Compression.Direction;
import dev.linnet.websocket.handshake.Extension;
import dev.linnet.websocket.handshake.ExtensionParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final String NAME = "permessage-deflate";
    private static final Compression FREE = new Compression(Direction.WITH_CONTEXT, Direction.WITH_CONTEXT, 6, 0);
    private static final Compression SPARING =
            new Compression(new Direction(false, 11), new Direction(false, 12), 6, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                   | ''",
                "; client_max_window_bits                           | ''",
                "; client_max_window_bits=15                        | ''",
                "; client_max_window_bits=\"10\"                    | ; client_max_window_bits=10",
                "; server_no_context_takeover                       | ; server_no_context_takeover",
                "; client_no_context_takeover                       | ; client_no_context_takeover",
                "; server_max_window_bits=15                        | ; server_max_window_bits=15",
                "; server_max_window_bits=8                         | ; server_no_context_takeover; server_max_window_bits=8",
            })
    void aServerThatWantsNothingItselfGivesWhatIsAsked(String offer, String answer) {
        assertThat(answer(FREE, NAME + (offer == null ? "" : offer))).isEqualTo(NAME + answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                            | ; server_max_window_bits=11",
                "; client_max_window_bits      | ; server_max_window_bits=11; client_max_window_bits=12",
                "; client_max_window_bits=9    | ; server_max_window_bits=11; client_max_window_bits=9",
                "; server_max_window_bits=15   | ; server_max_window_bits=11",
                "; server_max_window_bits=10   | ; server_max_window_bits=10",
            })
    void aServerThatSparesMemorySaysSo(String offer, String more) {
        assertThat(answer(SPARING, NAME + offer))
                .isEqualTo(NAME + "; server_no_context_takeover; client_no_context_takeover" + more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-webkit-deflate-frame",
                "permessage-deflate; x",
                "permessage-deflate; x=1",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; server_max_window_bits=+9",
                "permessage-deflate; client_max_window_bits=0",
                "permessage-deflate; client_max_window_bits=015",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=9",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            })
    void declinesWhatIsNoValidOfferAndTakesTheNext(String offer) {
        assertThat(Negotiation.answer(FREE, ExtensionParser.parse(List.of(offer))))
                .isNull();
        assertThat(answer(FREE, offer + ", permessage-deflate; client_no_context_takeover, permessage-deflate"))
                .isEqualTo("permessage-deflate; client_no_context_takeover");
    }

    @Test
    void aClientOffersWhatItWouldLike() {
        assertThat(offers(FREE)).containsExactly("permessage-deflate; client_max_window_bits");
        String wish = "permessage-deflate; server_no_context_takeover; client_no_context_takeover; ";
        assertThat(offers(SPARING))
                .containsExactly(
                        wish + "server_max_window_bits=12; client_max_window_bits=11",
                        wish + "client_max_window_bits=11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                 | true  | 15 | true",
                "; server_no_context_takeover                                       | true  | 15 | false",
                "; client_no_context_takeover                                       | false | 15 | true",
                "; client_max_window_bits=10; server_max_window_bits=9              | true  | 10 | true",
            })
    void aClientDoesAsTheServerSays(String answer, boolean keepsSent, int sendWindowBits, boolean keepsReceived) {
        assertThat(conclude(FREE, NAME + answer)).isEqualTo(new Agreement(keepsSent, sendWindowBits, keepsReceived, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "; client_no_context_takeover",
                "; server_no_context_takeover; client_max_window_bits=12",
                "; server_no_context_takeover; client_max_window_bits",
                "; server_no_context_takeover; server_max_window_bits",
                "; server_no_context_takeover; server_max_window_bits=7",
                "; server_no_context_takeover; server_no_context_takeover",
                "; server_no_context_takeover; x",
                "; server_no_context_takeover, permessage-deflate",
            })
    void aClientFailsOnAnAnswerThatFitsNoOffer(String answer) {
        assertThatThrownBy(() -> conclude(SPARING, NAME + answer)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever two of ours want, they agree, and each does what the other can read. */
    @Test
    void twoOfOursAlwaysAgree() {
        Direction[] directions = {
            Direction.WITH_CONTEXT, Direction.WITHOUT_CONTEXT, new Direction(true, 10), new Direction(false, 8)
        };
        for (Direction a : directions) {
            for (Direction b : directions) {
                for (Direction c : directions) {
                    for (Direction d : directions) {
                        agree(new Compression(a, b, 6, 0), new Compression(c, d, 6, 0));
                    }
                }
            }
        }
    }

    private static void agree(Compression ofServer, Compression ofClient) {
        Negotiation.Answer answer = Negotiation.answer(ofServer, Negotiation.offers(ofClient));
        assertThat(answer).isNotNull();
        if (answer != null) {
            Agreement client = Negotiation.conclude(ofClient, List.of(answer.extension()));
            assertThat(client).isNotNull();
            if (client != null) {
                assertThat(client.keepsReceived() || !answer.agreement().keepsSent())
                        .isTrue();
                assertThat(answer.agreement().keepsReceived() || !client.keepsSent())
                        .isTrue();
                assertThat(answer.agreement().sendWindowBits())
                        .isLessThanOrEqualTo(ofClient.receiving().maxWindowBits());
                assertThat(client.sendWindowBits())
                        .isLessThanOrEqualTo(ofServer.receiving().maxWindowBits());
            }
        }
    }

    private static String answer(Compression own, String offers) {
        Negotiation.Answer answer = Negotiation.answer(own, ExtensionParser.parse(List.of(offers)));
        return answer == null ? "none" : answer.extension().toString();
    }

    private static List<String> offers(Compression own) {
        return Negotiation.offers(own).stream().map(Extension::toString).toList();
    }

    private static Agreement conclude(Compression own, String answer) {
        Agreement agreement = Negotiation.conclude(own, ExtensionParser.parse(List.of(answer)));
        if (agreement == null) {
            throw new AssertionError("no compression");
        }
        return agreement;
    }
}
