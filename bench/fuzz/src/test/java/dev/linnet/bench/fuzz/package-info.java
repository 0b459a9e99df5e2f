/**
 * Whatever a peer sends, in whatever pieces, ends in what the code promises and nothing else. As plain tests these run the
 * committed corpus; with {@code JAZZER_FUZZ=1} each searches for more, guided by coverage.
 */
@NullMarked
package dev.linnet.bench.fuzz;

import org.jspecify.annotations.NullMarked;
