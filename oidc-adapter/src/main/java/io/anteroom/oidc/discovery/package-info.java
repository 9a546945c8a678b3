/** What sites and their software must know of this provider, published. */
@NullMarked
package io.anteroom.oidc.discovery;

import org.jspecify.annotations.NullMarked;
