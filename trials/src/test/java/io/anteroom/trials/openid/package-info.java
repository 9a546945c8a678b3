/** Software that speaks OpenID Connect, and people who come to its sites through the room. */
@NullMarked
package io.anteroom.trials.openid;

import org.jspecify.annotations.NullMarked;
