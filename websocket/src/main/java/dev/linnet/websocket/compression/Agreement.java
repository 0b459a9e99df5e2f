package dev.linnet.websocket.compression;

import dev.linnet.websocket.Compression;

/**
 * What an agreement means for one end.
 *
 * @param keepsSent whether what it sends may refer to earlier messages
 * @param sendWindowBits how far back what it sends may refer
 * @param keepsReceived whether what it receives may refer to earlier messages
 * @param threshold messages of fewer bytes are sent as they are
 */
public record Agreement(boolean keepsSent, int sendWindowBits, boolean keepsReceived, int threshold) {
    static Agreement ofServer(Compression own, DeflateParameters agreed) {
        return new Agreement(
                !agreed.serverNoContextTakeover(),
                windowBits(agreed.serverMaxWindowBits()),
                !agreed.clientNoContextTakeover(),
                own.threshold());
    }

    static Agreement ofClient(Compression own, DeflateParameters agreed) {
        return new Agreement(
                own.sending().contextTakeover() && !agreed.clientNoContextTakeover(),
                Math.min(own.sending().maxWindowBits(), windowBits(agreed.clientMaxWindowBits())),
                !agreed.serverNoContextTakeover(),
                own.threshold());
    }

    private static int windowBits(int named) {
        return named == 0 ? DeflateParameters.MAX_WINDOW_BITS : named;
    }
}
