package dev.linnet.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionParserTest {
    @Test
    void readsListsOfExtensionsWithParameters() {
        assertThat(ExtensionParser.parse(List.of("foo", " , bar;baz = 2 ,,qux ; a ;b=\"c\\d\"\t,")))
                .extracting(Extension::toString)
                .containsExactly("foo", "bar; baz=2", "qux; a; b=cd");
        assertThat(ExtensionParser.parse(List.of("", " , "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "a;", "a;=1", "a;b=", "a;b=\"", "a;b=\"\"", "a;b=\"c d\"", "a;b=c d", "(", "a,b c", "a;;b"
            })
    void refusesWhatIsNone(String line) {
        assertThatThrownBy(() -> ExtensionParser.parse(List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }
}
