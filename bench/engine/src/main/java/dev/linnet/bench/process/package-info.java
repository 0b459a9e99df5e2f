/** Other programs that a run starts, reads from and always ends. */
@NullMarked
package dev.linnet.bench.process;

import org.jspecify.annotations.NullMarked;
