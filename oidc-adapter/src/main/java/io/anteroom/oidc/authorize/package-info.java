/** Where sites send people: what a site asks for, where the person stands, and the way on. */
@NullMarked
package io.anteroom.oidc.authorize;

import org.jspecify.annotations.NullMarked;
