package dev.linnet.bench.herd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Agents that have lost one hub in one moment and come back, on one thread. Their connections stay open until it is closed. */
public final class Herd implements AutoCloseable {
    private final InetSocketAddress hub;
    private final Selector selector;
    private final PriorityQueue<Member> waiting = new PriorityQueue<>(Comparator.comparingLong(Member::due));
    private final List<Member> members;

    /**
     * How it went.
     *
     * @param admitted how many were welcomed
     * @param refusals how often one was asked to come back
     * @param half when half of them were welcomed
     * @param all when the last was
     */
    public record Return(int admitted, int refusals, Duration half, Duration all) {}

    /** @param tokens a device and its token, with a space between, each */
    public Herd(InetSocketAddress hub, List<String> tokens, Random random) throws IOException {
        this.hub = hub;
        this.selector = Selector.open();
        long now = System.nanoTime();
        this.members = tokens.stream()
                .map(line -> line.split(" ", -1))
                .map(words -> new Member(words[0], words[1], random, now))
                .toList();
        waiting.addAll(members);
    }

    /** Until all are welcome, or the time is over. */
    public Return run(Duration limit) throws IOException {
        long start = System.nanoTime();
        long[] times = new long[members.size()];
        int admitted = 0;
        while (admitted < members.size() && System.nanoTime() - start < limit.toNanos()) {
            long now = System.nanoTime();
            while (!waiting.isEmpty() && waiting.element().due() - now <= 0) {
                waiting.remove().knock(hub, selector);
            }
            long next = waiting.isEmpty() ? 100 : (waiting.element().due() - now) / 1_000_000;
            selector.select(Math.clamp(next, 1, 100));
            for (SelectionKey key : selector.selectedKeys()) {
                Member member = (Member) key.attachment();
                boolean before = member.isWelcome();
                if (member.ready(key, System.nanoTime())) {
                    waiting.add(member);
                } else if (member.isWelcome() && !before) {
                    times[admitted++] = System.nanoTime() - start;
                }
            }
            selector.selectedKeys().clear();
        }
        long[] done = Arrays.copyOf(times, admitted);
        int refusals = members.stream().mapToInt(Member::refusals).sum();
        return new Return(admitted, refusals, at(done, members.size() / 2), at(done, members.size() - 1));
    }

    private static Duration at(long[] times, int index) {
        return index < times.length ? Duration.ofNanos(times[index]) : Duration.ofSeconds(Long.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
