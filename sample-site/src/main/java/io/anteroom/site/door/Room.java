package io.anteroom.site.door;

import io.anteroom.waitingpage.WaitingPage;
import java.net.URI;

/**
 * The room before the shop.
 *
 * @param api the public origin
 * @param event its name
 * @param pages what people see there
 */
public record Room(URI api, String event, WaitingPage pages) {}
