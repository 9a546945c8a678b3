/** What people see while they wait: static files, and pages that are made of them in one look. */
@NullMarked
package io.anteroom.waitingpage;

import org.jspecify.annotations.NullMarked;
