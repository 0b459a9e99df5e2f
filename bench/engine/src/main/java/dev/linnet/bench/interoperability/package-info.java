/** Messages to and from other implementations in both directions, with every agreement about compression. */
@NullMarked
package dev.linnet.bench.interoperability;

import org.jspecify.annotations.NullMarked;
