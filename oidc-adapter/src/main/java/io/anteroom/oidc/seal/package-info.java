/** Values that travel through browsers and come back unread and unchanged. */
@NullMarked
package io.anteroom.oidc.seal;

import org.jspecify.annotations.NullMarked;
