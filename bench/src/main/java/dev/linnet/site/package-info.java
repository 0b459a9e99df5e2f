/** A hub and its agents as the installed programs, in a folder of their own, and what others see of them. */
@NullMarked
package dev.linnet.site;

import org.jspecify.annotations.NullMarked;
