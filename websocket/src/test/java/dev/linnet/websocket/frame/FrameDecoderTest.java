package dev.linnet.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameDecoderTest {
    private static final boolean FROM_CLIENT = true;
    private static final boolean FROM_SERVER = false;

    @ParameterizedTest
    @CsvSource({
        "810548656c6c6f, TEXT fin 48656c6c6f",
        "8000,           a continuation of nothing",
        "c100,           reserved bits are set",
        "a100,           reserved bits are set",
        "9100,           reserved bits are set",
        "83,             reserved opcode 3",
        "8b,             reserved opcode 11",
        "8f,             reserved opcode 15",
        "09,             a fragmented control frame",
        "08,             a fragmented control frame",
        "897e,           a control frame of more than 125 bytes",
        "887f,           a control frame of more than 125 bytes",
        "8180,           a masked frame",
        "817e007d,       a frame length that is not in its shortest form",
        "827f000000000000ffff, a frame length that is not in its shortest form",
        "827f8000000000000000, a frame length with its highest bit set",
        "0100 8100,      TEXT begun | a new message inside a fragmented one",
        "0100 0200,      TEXT begun | a new message inside a fragmented one",
        "0100 8900 8001aa, TEXT begun | PING fin | CONTINUATION fin aa",
        "0100 8000 8000, TEXT begun | CONTINUATION fin | a continuation of nothing",
    })
    void readsOrRefusesWhatAServerSends(String hex, String expected) {
        assertThat(decode(FROM_SERVER, hex.replace(" ", ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "818537fa213d7f9f4d5158, TEXT fin 48656c6c6f",
        "818000000000, TEXT fin",
        "8105, an unmasked frame",
        "c1, reserved bits are set",
    })
    void readsOrRefusesWhatAClientSends(String hex, String expected) {
        assertThat(decode(FROM_CLIENT, hex)).isEqualTo(expected);
    }

    /** As soon as the byte that breaks a rule is there, and not before. */
    @Test
    void refusesAtTheFirstByteThatBreaksARule() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(FROM_SERVER, false);
        assertThat(decoder.next(bytes("82"))).isFalse();
        assertThat(decoder.next(bytes("7f80000000000000"))).isFalse();
        assertThatThrownBy(() -> decoder.next(bytes("00"))).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void tellsTheLengthBeforeThePayloadComes() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(FROM_CLIENT, false);
        assertThat(decoder.next(bytes("82ff7fffffffffffffff00000000"))).isTrue();
        assertThat(decoder.begins()).isTrue();
        assertThat(decoder.ends()).isFalse();
        assertThat(decoder.length()).isEqualTo(Long.MAX_VALUE);
        assertThat(decoder.from()).isEqualTo(decoder.to());
    }

    @Test
    void unmasksWhereThePayloadLies() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(FROM_CLIENT, false);
        ByteBuffer in = bytes("818537fa213d7f9f4d5158");
        assertThat(decoder.next(in)).isTrue();
        assertThat(hex(in, decoder.from(), decoder.to())).isEqualTo("48656c6c6f");
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void takesCompressionOnlyWhereItWasAgreedAndOnlyOnFirstFrames() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(FROM_SERVER, true);
        assertThat(decoder.next(bytes("4101aa"))).isTrue();
        assertThat(decoder.compressed()).isTrue();
        assertThatThrownBy(() -> decoder.next(bytes("c001aa"))).hasMessageContaining("reserved bits");
        assertThatThrownBy(() -> new FrameDecoder(FROM_SERVER, true).next(bytes("c900")))
                .hasMessageContaining("reserved bits");
    }

    /** One line for what comes out of the bytes, which must be the same however they are split. */
    private static String decode(boolean masked, String hex) {
        String whole = decode(masked, hex, hex.length() / 2);
        for (int piece = 1; piece < hex.length() / 2; piece++) {
            assertThat(decode(masked, hex, piece)).as("in pieces of %d", piece).isEqualTo(whole);
        }
        return whole;
    }

    private static String decode(boolean masked, String hex, int piece) {
        FrameDecoder decoder = new FrameDecoder(masked, false);
        List<String> frames = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        byte[] all = HexFormat.of().parseHex(hex);
        try {
            for (int at = 0; at < all.length; at += piece) {
                ByteBuffer in = ByteBuffer.allocate(piece)
                        .put(all, at, Math.min(piece, all.length - at))
                        .flip();
                while (decoder.next(in)) {
                    payload.append(hex(in, decoder.from(), decoder.to()));
                    if (decoder.ends()) {
                        frames.add((decoder.opcode() + (decoder.fin() ? " fin " : " begun ") + payload).trim());
                        payload.setLength(0);
                    }
                }
            }
        } catch (ProtocolViolation violation) {
            frames.add(violation.status().reason());
        }
        return String.join(" | ", frames);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String hex(ByteBuffer in, int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
