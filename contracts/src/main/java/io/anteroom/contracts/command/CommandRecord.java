package io.anteroom.contracts.command;

import io.anteroom.domain.room.Command;
import java.util.Optional;

/**
 * A command on its way to its room.
 *
 * @param commandId names this sending of it
 * @param idempotencyKey names the call behind it, however often it is sent; empty where a repeat is
 *     a new call
 */
public record CommandRecord(
    CommandId commandId, Optional<IdempotencyKey> idempotencyKey, Command command) {}
