/** {@code ./benchmark agent}: what the installed agent takes of a board, and how soon its first reading is at the hub. */
@NullMarked
package dev.linnet.bench.agent;

import org.jspecify.annotations.NullMarked;
