/** Codes: what a person's browser carries from this provider to the site. */
@NullMarked
package io.anteroom.oidc.code;

import org.jspecify.annotations.NullMarked;
