package dev.linnet.websocket.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void wakesTheLoopOnceForManyPosts() throws Exception {
        try (Selector selector = Selector.open()) {
            Mailbox mailbox = new Mailbox(selector, 10, failure -> {});
            List<Integer> ran = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                mailbox.post(() -> ran.add(number));
            }
            selector.select();
            mailbox.run();
            assertThat(ran).containsExactly(0, 1, 2, 3, 4);
            assertThat(selector.select(1)).isZero();
        }
    }

    @Test
    void boundsMessagesButNotOtherTasks() throws Exception {
        try (Selector selector = Selector.open()) {
            Mailbox mailbox = new Mailbox(selector, 2, failure -> {});
            assertThat(mailbox.offer(() -> {})).isTrue();
            assertThat(mailbox.offer(() -> {})).isTrue();
            assertThat(mailbox.offer(() -> {})).isFalse();
            List<String> ran = new ArrayList<>();
            mailbox.post(() -> ran.add("task"));
            mailbox.run();
            assertThat(ran).containsExactly("task");
            assertThat(mailbox.offer(() -> {})).isTrue();
        }
    }

    @Test
    void leavesWhatATaskPostsForTheNextRound() throws Exception {
        try (Selector selector = Selector.open()) {
            Mailbox mailbox = new Mailbox(selector, 10, failure -> {});
            List<String> ran = new ArrayList<>();
            mailbox.post(() -> {
                ran.add("first");
                mailbox.post(() -> ran.add("second"));
            });
            mailbox.run();
            assertThat(ran).containsExactly("first");
            selector.select(); // does not block
            mailbox.run();
            assertThat(ran).containsExactly("first", "second");
        }
    }

    @Test
    void goesOnAfterATaskThatThrows() throws Exception {
        try (Selector selector = Selector.open()) {
            List<Throwable> failures = new ArrayList<>();
            Mailbox mailbox = new Mailbox(selector, 10, failures::add);
            RuntimeException thrown = new IllegalStateException("on purpose");
            List<String> ran = new ArrayList<>();
            mailbox.post(() -> {
                throw thrown;
            });
            mailbox.post(() -> ran.add("next"));
            mailbox.run();
            assertThat(failures).containsExactly(thrown);
            assertThat(ran).containsExactly("next");
        }
    }

    /** No post is ever left lying with the loop asleep. */
    @Test
    void losesNoWakeup() throws Exception {
        int posts = 20_000;
        CountDownLatch all = new CountDownLatch(2 * posts);
        try (Selector selector = Selector.open()) {
            Mailbox mailbox = new Mailbox(selector, Integer.MAX_VALUE, failure -> {});
            Thread loop = new Thread(() -> {
                try {
                    while (all.getCount() > 0) {
                        selector.select();
                        mailbox.run();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            loop.start();
            for (int sender = 0; sender < 2; sender++) {
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < posts; i++) {
                        mailbox.post(all::countDown);
                    }
                });
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            selector.wakeup();
            loop.join();
        }
    }
}
