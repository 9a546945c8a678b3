/** The sites that may send people here to log in. */
@NullMarked
package io.anteroom.oidc.client;

import org.jspecify.annotations.NullMarked;
