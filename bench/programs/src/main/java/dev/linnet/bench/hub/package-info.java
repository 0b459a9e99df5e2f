/** {@code ./benchmark hub}: the installed hub under load, beside Node-RED and Mosquitto, each on a core of its own. */
@NullMarked
package dev.linnet.bench.hub;

import org.jspecify.annotations.NullMarked;
