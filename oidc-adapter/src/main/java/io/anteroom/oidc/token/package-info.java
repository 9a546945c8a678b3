/** What sites get for codes: tokens. */
@NullMarked
package io.anteroom.oidc.token;

import org.jspecify.annotations.NullMarked;
