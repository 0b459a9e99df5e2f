/** What a benchmark has measured, round by round, and how it is told: tables for people, one flat JSON object for programs. */
@NullMarked
package dev.linnet.bench.figures;

import org.jspecify.annotations.NullMarked;
