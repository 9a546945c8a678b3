/** The Spring recipe in a Spring Boot site. */
@NullMarked
package io.anteroom.recipes.spring;

import org.jspecify.annotations.NullMarked;
