/** Tests on real kernel drivers; they run inside the machine that {@code bench/hardware/run} starts. */
@NullMarked
package dev.linnet.bench.hardware;

import org.jspecify.annotations.NullMarked;
