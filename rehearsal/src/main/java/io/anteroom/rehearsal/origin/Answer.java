package io.anteroom.rehearsal.origin;

import java.time.Duration;
import java.util.Optional;

/**
 * What an origin said.
 *
 * @param status of HTTP
 * @param body as text
 * @param retryAfter how long it asks us to stay away
 * @param tag names this very content, for who wants to ask whether it still holds
 * @param receivedNanos when it was here, by {@link System#nanoTime()}
 */
public record Answer(
    int status,
    String body,
    Optional<Duration> retryAfter,
    Optional<String> tag,
    long receivedNanos) {}
