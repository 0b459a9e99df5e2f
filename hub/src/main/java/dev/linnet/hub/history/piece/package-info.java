/** Many readings of one channel as one small blob: a pure codec, no file and no clock. */
@NullMarked
package dev.linnet.hub.history.piece;

import org.jspecify.annotations.NullMarked;
