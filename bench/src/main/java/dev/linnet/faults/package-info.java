/** Everything that can fail, failing together and by chance, on a site whose every reading is accounted for in the end. */
@NullMarked
package dev.linnet.faults;

import org.jspecify.annotations.NullMarked;
