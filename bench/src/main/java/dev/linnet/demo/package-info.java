/** The main job on real input, from sensors to a page and a broker and back, with the programs as they are installed. */
@NullMarked
package dev.linnet.demo;

import org.jspecify.annotations.NullMarked;
