package dev.linnet.agent.link;

import dev.linnet.protocol.ChannelDescription;
import java.util.List;

/**
 * What this agent says of itself.
 *
 * @param device the device's id
 * @param version the agent's
 * @param model the board's, may be empty
 * @param channels everything that the device carries
 */
public record LinkIdentity(String device, String version, String model, List<ChannelDescription> channels) {}
