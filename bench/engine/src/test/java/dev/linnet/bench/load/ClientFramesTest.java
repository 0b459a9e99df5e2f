package dev.linnet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.websocket.frame.FrameDecoder;
import dev.linnet.websocket.frame.Opcode;
import dev.linnet.websocket.frame.ProtocolViolation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientFramesTest {
    @Test
    void everyFrameIsATextAndOnlyTheLastOneIsMarked() throws ProtocolViolation {
        ByteBuffer block = ClientFrames.block(3, 60, 'E', 0x3A7F_51C9);
        FrameDecoder decoder = new FrameDecoder(true, false);
        List<Character> first = new ArrayList<>();
        while (decoder.next(block)) {
            assertThat(decoder.opcode()).isEqualTo(Opcode.TEXT);
            assertThat(decoder.fin()).isTrue();
            assertThat(decoder.length()).isEqualTo(60);
            first.add((char) block.get(decoder.from()));
        }
        assertThat(first).containsExactly('{', '{', 'E');
    }
}
