package dev.linnet.sensors.bus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** A chip that is sent commands: answers with what the test prepared, in order, and writes the commands down. */
public final class FakeCommands implements Commands {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();

    /** As {@code "01 f4 33"}. */
    public FakeCommands answering(String... hex) {
        for (String answer : hex) {
            answers.add(HEX.parseHex(answer));
        }
        return this;
    }

    /** As {@code ac 33 00}. */
    public List<String> sent() {
        return sent;
    }

    @Override
    public void send(int... bytes) {
        sent.add(HEX.formatHex(Bytes.of(bytes)));
    }

    @Override
    public byte[] receive(int count) throws IOException {
        byte[] answer = answers.poll();
        if (answer == null || answer.length != count) {
            throw new IOException("no answer of " + count + " bytes");
        }
        return answer;
    }
}
