/** What messages cost in each encoding: bytes on the wire, and time to write and read them. */
@NullMarked
package dev.linnet.bench.encoding;

import org.jspecify.annotations.NullMarked;
