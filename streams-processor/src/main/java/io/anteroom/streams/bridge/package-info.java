/** The bridge: tells an EventBridge bus what rooms decided, from the log. */
@NullMarked
package io.anteroom.streams.bridge;

import org.jspecify.annotations.NullMarked;
