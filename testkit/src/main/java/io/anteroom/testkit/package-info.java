/** JUnit extensions and fixtures for tests against real backends. */
@NullMarked
package io.anteroom.testkit;

import org.jspecify.annotations.NullMarked;
