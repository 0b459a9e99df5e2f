package dev.linnet.sensors.expander;

import java.io.IOException;

/** What one kind of port expander knows. Calls come one at a time. */
interface ExpanderChip {
    /** How the chip stands: its outputs outlive the agent. */
    Setup present() throws IOException;

    /** Sets the chip up, levels before directions, so that no line passes through another level. */
    void apply(Setup setup) throws IOException;

    /**
     * The levels of all lines.
     *
     * @param expected how the chip was set up; one that has lost that, since its supply was interrupted, is set up anew
     */
    int levels(Setup expected) throws IOException;
}
