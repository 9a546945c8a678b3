/** What people see while they wait: static files, and one page that is filled in per person. */
@NullMarked
package io.anteroom.waitingpage;

import org.jspecify.annotations.NullMarked;
