/** The hub: sessions with devices, their history, commands to them, and the doors for people and programs. */
@NullMarked
package dev.linnet.hub;

import org.jspecify.annotations.NullMarked;
