/** What the replicas of the OpenID provider tell each other. */
@NullMarked
package io.anteroom.contracts.login;

import org.jspecify.annotations.NullMarked;
