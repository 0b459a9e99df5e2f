package dev.linnet.websocket.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    private static final Pattern AS_A_PATTERN =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(%25[0-9A-Za-z._~-]+)?]|[!$&-.0-9;=A-Z_a-z~%]+)(:[0-9]{0,5})?");

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a.b-c", "a:1", "a:", "127.0.0.1:65535", "[::1]", "[::1]:80", "[fe80::1%25eth0]:8", "%41"})
    void takesHosts(String text) {
        assertThat(Authority.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a:123456",
                "a:b",
                "a b",
                "a/b",
                "u@a",
                "[]",
                "[::1",
                "[::1]x",
                "[::1%25]",
                "[x]",
                "ü",
                "a:1:2"
            })
    void refusesWhatIsNone(String text) {
        assertThat(Authority.isValid(text)).isFalse();
    }

    @Test
    void agreesWithItsGrammarAboutAnything() {
        Random random = new Random(5);
        String letters = "[]:%25a.0/@ \u00FC";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(9); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String given = text.toString();
            assertThat(Authority.isValid(given))
                    .as("'%s'", given)
                    .isEqualTo(AS_A_PATTERN.matcher(given).matches());
        }
    }
}
