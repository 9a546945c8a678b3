/**
 * The second topology: gives spans their numbers and answers commands, one room after the other.
 */
@NullMarked
package io.anteroom.streams.sequence;

import org.jspecify.annotations.NullMarked;
