/** What Anteroom tells others about a room: the public events, as the contract writes them. */
@NullMarked
package io.anteroom.contracts.event;

import org.jspecify.annotations.NullMarked;
