package dev.linnet.agent.spool;

/**
 * How full a spool is.
 *
 * @param readings that wait for an acknowledgement
 * @param bytes that they take, or will take where they are going
 * @param maxBytes the bound: of the disk, or what is left of it for this; of memory as well while the disk cannot be written
 * @param evicted readings that were lost since the agent started, to the bound or otherwise
 */
public record SpoolDepth(long readings, long bytes, long maxBytes, long evicted) {}
