package dev.linnet.acknowledgement;

import dev.linnet.agent.spool.SpoolSettings;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodec;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a world is made.
 *
 * @param mode of the spool
 * @param encoding of the messages
 * @param spool where readings wait
 * @param journal bytes of readings that may wait for their commit; few pause sockets
 * @param setBack whether the hub's history is sometimes replaced by its backup, or deleted
 */
record Setting(SpoolSettings.Mode mode, Encoding encoding, Room spool, long journal, boolean setBack) {
    /** What messages are written in. */
    enum Encoding {
        JSON,
        CBOR
    }

    /** How much the spool holds, and how often it is forced to the medium. */
    enum Room {
        /** Nothing is ever lost, and a kill takes all that the agent knew of acknowledgements. */
        LARGE(8 << 20, 64 << 20, Duration.ofDays(1)),
        /** Most of it is on the disk only. */
        DISK(2_500, 64 << 20, Duration.ofSeconds(2)),
        /** Some hundred readings: the oldest have to go. */
        SMALL(2_500, 4_000, Duration.ofSeconds(2));

        private final long memory;
        private final long disk;
        private final Duration sync;

        Room(long memory, long disk, Duration sync) {
            this.memory = memory;
            this.disk = disk;
            this.sync = sync;
        }
    }

    SpoolSettings spool(Path directory) {
        return new SpoolSettings(mode, directory, spool.memory, spool.disk, Duration.ofSeconds(3), spool.sync);
    }

    MessageCodec codec() {
        return switch (encoding) {
            case JSON -> new JsonCodec();
            case CBOR -> new CborCodec();
        };
    }
}
