/** Tokens of the waiting room in a Spring Boot site, by Spring Security and nothing of Anteroom. */
@NullMarked
package io.anteroom.recipes.spring;

import org.jspecify.annotations.NullMarked;
