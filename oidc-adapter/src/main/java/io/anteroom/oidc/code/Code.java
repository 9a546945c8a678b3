package io.anteroom.oidc.code;

import java.time.Instant;

/**
 * A code that was opened.
 *
 * @param id tells it from all others
 * @param grant what it stands for
 * @param end when it is good no longer
 */
public record Code(String id, Grant grant, Instant end) {}
