/** Who this provider is, and how it reaches the room. */
@NullMarked
package io.anteroom.oidc.provider;

import org.jspecify.annotations.NullMarked;
