package dev.linnet.network;

import dev.linnet.agent.host.Timeline;
import dev.linnet.agent.link.FallbackDialer;
import dev.linnet.agent.link.HttpDialer;
import dev.linnet.agent.link.HubDialer;
import dev.linnet.agent.link.HubLink;
import dev.linnet.agent.link.LinkIdentity;
import dev.linnet.agent.link.LinkListener;
import dev.linnet.agent.link.PollingTimes;
import dev.linnet.agent.spool.MemorySpool;
import dev.linnet.hub.TestAgent;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Command;
import dev.linnet.protocol.JsonCodec;
import dev.linnet.protocol.MessageCodecs;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Value;
import dev.linnet.websocket.ClientOptions;
import dev.linnet.websocket.WebSocketClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An agent's link, dialers and spool on real sockets. Its readings count up from 1, and its relay obeys at once. */
final class QuickAgent implements AutoCloseable, LinkListener {
    static final String DEVICE = "kitchen";
    static final String THERMOMETER = "temperature";
    static final String RELAY = "relay";

    private static final Duration SAMPLING = Duration.ofMillis(200); // hurried, as all delays are
    private static final ClientOptions OPTIONS =
            ClientOptions.builder().handshakeTimeout(Duration.ofSeconds(1)).build();
    private static final PollingTimes TIMES = new PollingTimes(Duration.ofSeconds(5), Duration.ofMillis(50));

    private final HurriedLoop loop = new HurriedLoop();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final MemorySpool spool = new MemorySpool("b1", 8 << 20);
    private final FallbackDialer dialer;
    private final HubLink link;
    private boolean stopped; // the loop's

    QuickAgent(URI url, Path tokenFile) {
        this(url, tokenFile, 0);
    }

    /** @param more channels that it names and that never give anything */
    QuickAgent(URI url, Path tokenFile, int more) {
        List<ChannelDescription> channels =
                new ArrayList<>(List.of(TestAgent.number(THERMOMETER), TestAgent.relay(RELAY)));
        for (int i = 0; i < more; i++) {
            channels.add(TestAgent.number("a-name-as-long-as-those-that-people-give-their-sensors-" + i));
        }
        WebSocketClient client = new WebSocketClient(OPTIONS);
        MessageCodecs codecs = MessageCodecs.of(new JsonCodec());
        dialer = new FallbackDialer(
                new HubDialer(client::connect, url, tokenFile, codecs.subprotocols()),
                new HttpDialer(() -> client.http(url), url, tokenFile, TIMES));
        link = new HubLink(
                loop,
                workers,
                dialer,
                codecs,
                new LinkIdentity(DEVICE, "1", "", channels),
                spool,
                new Timeline(InstantSource.system(), System::nanoTime, () -> true),
                Map::of,
                new Random(1),
                this);
        link.start();
        loop.execute(this::sampleOn);
    }

    private void sampleOn() {
        if (!stopped) {
            sample();
            loop.schedule(SAMPLING, this::sampleOn);
        }
    }

    private void sample() {
        spool.append(THERMOMETER, System.nanoTime(), Value.of((double) spool.sampled() + 1));
        link.wake();
    }

    /** So many readings more, at once. */
    void burst(int readings) {
        loop.execute(() -> {
            for (int i = 0; i < readings; i++) {
                sample();
            }
        });
    }

    /** Samples no more. Returns how many readings there are. */
    long stopSampling() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            stopped = true;
            done.countDown();
        });
        if (!done.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the loop does not answer");
        }
        return spool.sampled();
    }

    /** How many readings the hub has not acknowledged. */
    long waiting() {
        return spool.depth().readings();
    }

    boolean isOverHttp() {
        return dialer.isMakeshift();
    }

    @Override
    public void linkUp() {}

    @Override
    public void linkDown() {}

    @Override
    public void command(Command command) {
        link.result(Result.done(command.id(), command.value()));
    }

    @Override
    public void close() {
        loop.execute(link::stop);
        loop.close();
        workers.close();
    }
}
