/** Strict YAML: what a program does not understand is an error with file, line and a suggestion, never ignored. */
@NullMarked
package dev.linnet.configuration;

import org.jspecify.annotations.NullMarked;
