/** {@code ./benchmark engine}: this engine beside others, in alternating runs, server and generator each on a core of its own. */
@NullMarked
package dev.linnet.bench.engine;

import org.jspecify.annotations.NullMarked;
