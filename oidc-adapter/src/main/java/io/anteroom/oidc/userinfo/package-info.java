/** What an access token says, for sites that ask rather than look into it. */
@NullMarked
package io.anteroom.oidc.userinfo;

import org.jspecify.annotations.NullMarked;
