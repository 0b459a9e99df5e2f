/** The JSON API and the pages, over the engine's HTTP. */
@NullMarked
package dev.linnet.hub.web;

import org.jspecify.annotations.NullMarked;
