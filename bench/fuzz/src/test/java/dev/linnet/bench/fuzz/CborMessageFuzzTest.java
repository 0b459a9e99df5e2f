package dev.linnet.bench.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.linnet.protocol.CborCodec;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MalformedMessageException;

/** Messages in CBOR, from either side. */
class CborMessageFuzzTest {
    private final MessageRoundTrip messages = new MessageRoundTrip(new CborCodec(), new JsonCodec());

    @FuzzTest(maxDuration = "10m")
    void readOrMalformed(FuzzedDataProvider data) throws MalformedMessageException {
        messages.readOrMalformed(data);
    }
}
