package io.anteroom.domain.room;

import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;

/**
 * What the owner of a room can set. A change counts from then on and never rewrites what was.
 *
 * @param validityPeriod how long a token is good
 * @param issuer who issues the tokens
 */
public record RoomSettings(ValidityPeriod validityPeriod, Issuer issuer) {}
