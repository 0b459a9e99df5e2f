package dev.linnet.hub.access;

/**
 * Who sent a request.
 *
 * @param name an API token's name, or that of a browser session
 * @param permission the most it may do
 */
public record Principal(String name, Permission permission) {}
