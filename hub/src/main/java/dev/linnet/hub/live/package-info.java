/** The live feed: what devices do, as it happens, to every open dashboard. */
@NullMarked
package dev.linnet.hub.live;

import org.jspecify.annotations.NullMarked;
