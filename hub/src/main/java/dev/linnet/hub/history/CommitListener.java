package dev.linnet.hub.history;

/** Told when readings are safe. Called on the journal's writer thread; must not block. */
@FunctionalInterface
public interface CommitListener {
    /** The history holds every reading of that boot up to and including that sequence number. */
    void committed(String boot, long sequence);
}
