package dev.linnet.websocket.frame;

import java.nio.ByteBuffer;

/** Where encoded frames go. Bytes count as written as soon as they stand before the position of the buffer handed out. */
public interface FrameOutput {
    /** The least room that {@link #space} grants when so much is wanted: any control frame fits. */
    int MIN_SPACE = 139;

    /**
     * A buffer with room at its position for {@code wanted} bytes, or for at least {@link #MIN_SPACE} of them. Good until
     * the next call.
     */
    ByteBuffer space(int wanted);

    /** Whether bytes written earlier are still waiting for the peer; then only the latest pong is worth keeping. */
    boolean congested();
}
