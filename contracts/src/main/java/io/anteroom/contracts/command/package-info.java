/** What travels between those who ask a room for something and the room. */
@NullMarked
package io.anteroom.contracts.command;

import org.jspecify.annotations.NullMarked;
