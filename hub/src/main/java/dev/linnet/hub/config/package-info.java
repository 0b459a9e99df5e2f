/** The hub's configuration file, bound strictly. */
@NullMarked
package dev.linnet.hub.config;

import org.jspecify.annotations.NullMarked;
