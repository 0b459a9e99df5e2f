/** What was read and when: appended by one writer in group commits, acknowledged after each, queried beside it. */
@NullMarked
package dev.linnet.hub.history;

import org.jspecify.annotations.NullMarked;
