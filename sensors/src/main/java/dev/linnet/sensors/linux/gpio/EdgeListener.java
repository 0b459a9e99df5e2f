package dev.linnet.sensors.linux.gpio;

import dev.linnet.sensors.linux.kernel.KernelException;

/** Hears of one line's edges, on the one thread that serves every line: whoever takes long here delays them all. */
interface EdgeListener {
    void edge(Edge edge);

    /** The line is gone for good, with its chip; nothing comes after this. */
    void gone(KernelException reason);
}
