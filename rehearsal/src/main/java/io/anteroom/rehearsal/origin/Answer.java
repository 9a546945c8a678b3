package io.anteroom.rehearsal.origin;

import java.time.Duration;
import java.util.Optional;

/**
 * What an origin said.
 *
 * @param status of HTTP
 * @param body as text
 * @param retryAfter how long it asks us to stay away
 * @param receivedNanos when it was here, by {@link System#nanoTime()}
 */
public record Answer(int status, String body, Optional<Duration> retryAfter, long receivedNanos) {}
