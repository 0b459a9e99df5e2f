package dev.linnet.agent.link;

import dev.linnet.protocol.Command;

/** What the link tells the agent; on the loop. */
public interface LinkListener {
    /** The hub has welcomed this agent. */
    void linkUp();

    /** There is no hub any more. */
    void linkDown();

    /** The hub asks for something. */
    void command(Command command);
}
