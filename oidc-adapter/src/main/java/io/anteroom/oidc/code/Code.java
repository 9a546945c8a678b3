package io.anteroom.oidc.code;

import java.time.Instant;

/**
 * A code, before it is sealed or when it was opened.
 *
 * @param id tells it from all others
 * @param grant what it stands for
 * @param end when it is good no longer, in whole seconds
 */
public record Code(String id, Grant grant, Instant end) {}
