package dev.linnet.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.websocket.compression.Agreement;
import dev.linnet.websocket.compression.CompressionMemory;
import dev.linnet.websocket.compression.PerMessageDeflate;
import dev.linnet.websocket.frame.FrameOutput;
import dev.linnet.websocket.session.ReceiveBuffer;
import dev.linnet.websocket.session.SessionEvent;
import dev.linnet.websocket.session.SessionSettings;
import dev.linnet.websocket.session.WebSocketSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Compressed messages, cut anywhere, assembled or handed out in parts: always the same messages and the same end. */
class CompressedSessionFuzzTest {
    private static final int MAX_MESSAGE_BYTES = 20_000;

    @FuzzTest(maxDuration = "10m")
    void cutAnywhere(FuzzedDataProvider data) {
        int seed = data.consumeInt();
        boolean keepsContext = data.consumeBoolean();
        byte[] bytes = frames(data);

        List<String> whole = new Hearer(keepsContext, false).hear(bytes, 0);
        assertThat(new Hearer(keepsContext, false).hear(bytes, seed)).isEqualTo(whole);
        assertThat(new Hearer(keepsContext, true).hear(bytes, 0)).isEqualTo(whole);
        assertThat(new Hearer(keepsContext, true).hear(bytes, seed)).isEqualTo(whole);
    }

    /** Frames of a server whose headers are mostly right, so that what is in them matters. */
    private static byte[] frames(FuzzedDataProvider data) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        while (data.remainingBytes() > 0) {
            frames.write(data.consumeByte());
            byte[] payload = data.consumeBytes(data.consumeInt(0, 300));
            if (payload.length <= 125) {
                frames.write(payload.length);
            } else {
                frames.write(126);
                frames.write(payload.length >> 8);
                frames.write(payload.length);
            }
            frames.writeBytes(payload);
        }
        return frames.toByteArray();
    }

    private static final class Hearer implements FrameOutput {
        private final List<String> heard = new ArrayList<>();
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private final CompressionMemory memory = new CompressionMemory(1, 1);
        private final PerMessageDeflate deflate;
        private final WebSocketSession session;
        private final ByteBuffer said = ByteBuffer.allocate(MIN_SPACE);

        Hearer(boolean keepsContext, boolean streaming) {
            Duration second = Duration.ofSeconds(1);
            SessionSettings settings = SessionSettings.client(MAX_MESSAGE_BYTES, second, second, () -> 0);
            deflate = new PerMessageDeflate(memory, new Agreement(false, 15, keepsContext, 0));
            session = new WebSocketSession(
                    streaming ? settings.withStreaming(MAX_MESSAGE_BYTES) : settings, this, deflate, 0);
        }

        List<String> hear(byte[] bytes, int seed) {
            Pieces.<RuntimeException>offer(bytes, seed, this::take);
            session.inputEnded();
            take(ByteBuffer.allocate(0));
            assertThat(heard).last().asString().matches("(?s)FAILED|CLOSED .*");
            deflate.release();
            memory.close();
            assertThat(memory.streams()).isZero();
            return heard;
        }

        private boolean take(ByteBuffer piece) {
            ReceiveBuffer in = new ReceiveBuffer(piece);
            for (SessionEvent event = session.poll(in, 0);
                    event != SessionEvent.NEED_INPUT;
                    event = session.poll(in, 0)) {
                byte[] payload = new byte[session.payload().remaining()];
                session.payload().get(session.payload().position(), payload);
                switch (event) {
                    case TEXT, BINARY -> message(event, payload);
                    case TEXT_PART, BINARY_PART -> {
                        parts.writeBytes(payload);
                        if (session.lastPart()) {
                            message(
                                    event == SessionEvent.TEXT_PART ? SessionEvent.TEXT : SessionEvent.BINARY,
                                    parts.toByteArray());
                            parts.reset();
                        }
                    }
                    case PONG -> heard.add("PONG");
                    // Of two things wrong with a message the first to be seen is named, and cutting decides which.
                    case CLOSED -> heard.add(session.violated() ? "FAILED" : "CLOSED " + session.closeStatus());
                    case NEED_INPUT -> throw new AssertionError();
                }
            }
            return true;
        }

        private void message(SessionEvent event, byte[] payload) {
            assertThat(payload.length).isLessThanOrEqualTo(MAX_MESSAGE_BYTES);
            heard.add(event + " " + HexFormat.of().formatHex(payload));
        }

        @Override
        public ByteBuffer space(int wanted) {
            return said.clear();
        }

        @Override
        public boolean congested() {
            return false;
        }
    }
}
