/** The dashboard: one page and what belongs to it, served to who is logged in. */
@NullMarked
package dev.linnet.hub.dashboard;

import org.jspecify.annotations.NullMarked;
