/** WebSocket servers and clients of several makers behind one small face, so that one harness drives them all alike. */
@NullMarked
package dev.linnet.bench.peer;

import org.jspecify.annotations.NullMarked;
