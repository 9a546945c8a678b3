/** What happened in rooms in the last hour, folded from the events of the log. */
@NullMarked
package io.anteroom.admin.activity;

import org.jspecify.annotations.NullMarked;
