/** JMH for the engine's innermost loops: {@code java -cp … org.openjdk.jmh.Main}, through {@code bench/engine/micro}. */
@NullMarked
package dev.linnet.bench.microbenchmark;

import org.jspecify.annotations.NullMarked;
