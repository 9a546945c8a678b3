/**
 * The waiting room as the login of a Spring Boot site, by Spring Security and nothing of Anteroom.
 */
@NullMarked
package io.anteroom.recipes.openid;

import org.jspecify.annotations.NullMarked;
