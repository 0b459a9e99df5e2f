package dev.linnet.hub.access;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Knows who may come in. Looks up in memory, on any thread, without blocking; {@link #refresh}, called every second or so
 * on a thread that may block, takes over what the command line has changed meanwhile.
 */
public final class Doorkeeper {
    /** A device that came with a token, and which one, so that its session can be ended when that is revoked. */
    public record Admitted(String device, Object token) {}

    private final AccessStore store;
    private final Clock clock;
    private final List<Consumer<Doorkeeper>> changeListeners = new CopyOnWriteArrayList<>();
    private volatile AccessList list = AccessList.EMPTY;
    private int version = -1; // guarded by this

    public Doorkeeper(AccessStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Hears, on the refreshing thread, that the list has changed. */
    public void onChange(Consumer<Doorkeeper> listener) {
        changeListeners.add(listener);
    }

    /** Reads the file; before anyone is let in. */
    public void load() throws AccessException {
        if (changed()) {
            changeListeners.forEach(listener -> listener.accept(this));
        }
    }

    /** Reads the file again if another process has changed it. */
    public void refresh() {
        try {
            load();
        } catch (AccessException e) {
            Logger.error("new and revoked tokens are not noticed: {}", e.getMessage());
        }
    }

    private synchronized boolean changed() throws AccessException {
        int now = store.version();
        if (now == version) {
            return false;
        }
        list = store.load();
        version = now;
        return true;
    }

    /** Reads the file again, after a change by this process. */
    public void reload() {
        synchronized (this) {
            version = -1;
        }
        refresh();
    }

    /** The device that this token stands for, or null. */
    public @Nullable Admitted device(String token) {
        Digest digest = Digest.of(token);
        String device = list.devices().get(digest);
        return device == null ? null : new Admitted(device, digest);
    }

    /** Whether a device that was let in would still be. */
    public boolean stillAdmits(Admitted admitted) {
        return admitted.token() instanceof Digest digest && list.holds(admitted.device(), digest);
    }

    /** Whether this is a program's token, so that an agent that brings it can be told. */
    public boolean isApiToken(@Nullable String token) {
        return token != null && api(token) != null;
    }

    /** The program that this token stands for, or null. */
    @Nullable
    Principal api(String token) {
        return list.api().get(Digest.of(token));
    }

    /** Whether this browser session exists and has not ended. */
    boolean session(String session) {
        var end = list.sessionEnd(Digest.of(session));
        return end != null && clock.instant().isBefore(end);
    }
}
