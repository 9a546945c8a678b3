/** The whole stack in one JVM: broker, Redis, all services, two ports. */
@NullMarked
package io.anteroom.local;

import org.jspecify.annotations.NullMarked;
