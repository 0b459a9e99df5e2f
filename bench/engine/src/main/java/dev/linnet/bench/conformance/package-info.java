/** The Autobahn|Testsuite against a server and a client, compared with the committed table of verdicts. */
@NullMarked
package dev.linnet.bench.conformance;

import org.jspecify.annotations.NullMarked;
