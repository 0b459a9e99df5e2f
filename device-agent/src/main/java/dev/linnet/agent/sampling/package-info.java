/** Reads sensors on time and turns what they tell into numbered readings. */
@NullMarked
package dev.linnet.agent.sampling;

import org.jspecify.annotations.NullMarked;
