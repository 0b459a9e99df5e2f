/** The installed programs together, with a real broker between them and the world. */
@NullMarked
package dev.linnet.site;

import org.jspecify.annotations.NullMarked;
