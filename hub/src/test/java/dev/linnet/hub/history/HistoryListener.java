package dev.linnet.hub.history;

import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Reading;

/** Hears what is committed, in its order. */
public interface HistoryListener {
    void stored(String stream, Reading reading);

    /** These are noted as lost. */
    void lost(Gap gap);
}
