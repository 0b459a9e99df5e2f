package dev.linnet.agent.spool;

/**
 * How full a spool is.
 *
 * @param readings that wait for an acknowledgement
 * @param bytes that they take
 * @param maxBytes the bound
 * @param evicted readings that were lost to the bound since the agent started
 */
public record SpoolDepth(long readings, long bytes, long maxBytes, long evicted) {}
