/** The room as an OpenID provider: the service, and what it is made of. */
@NullMarked
package io.anteroom.oidc;

import org.jspecify.annotations.NullMarked;
