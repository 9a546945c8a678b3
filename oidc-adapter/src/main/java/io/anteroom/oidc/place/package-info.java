/** The places in lines that browsers hold: how they are got, kept in a cookie, and looked after. */
@NullMarked
package io.anteroom.oidc.place;

import org.jspecify.annotations.NullMarked;
