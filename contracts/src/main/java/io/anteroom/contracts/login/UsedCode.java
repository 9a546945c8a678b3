package io.anteroom.contracts.login;

import java.time.Instant;

/**
 * Somebody redeems a code. Of several, the first in the log has it.
 *
 * @param by a random mark of this one attempt
 * @param end when the code is good no longer, and this may be forgotten
 */
public record UsedCode(String by, Instant end) {}
