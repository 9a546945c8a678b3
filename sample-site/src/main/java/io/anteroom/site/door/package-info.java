/**
 * The way into the shop: the waiting room before it, and how a visitor's token becomes a cookie.
 */
@NullMarked
package io.anteroom.site.door;

import org.jspecify.annotations.NullMarked;
