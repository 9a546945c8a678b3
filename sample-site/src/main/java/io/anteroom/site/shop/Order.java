package io.anteroom.site.shop;

import io.anteroom.domain.ticket.RequestId;
import java.util.SortedSet;

/**
 * What somebody has bought.
 *
 * @param code shows it to whoever has the code, so it can't be guessed
 * @param buyer whose turn it was
 * @param seats at least one
 */
record Order(String code, RequestId buyer, SortedSet<Seat> seats) {}
