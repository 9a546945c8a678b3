package io.anteroom.contracts.command;

import io.anteroom.domain.room.Command;

/** A command on its way to its room. */
public record CommandRecord(CommandId commandId, Command command) {}
