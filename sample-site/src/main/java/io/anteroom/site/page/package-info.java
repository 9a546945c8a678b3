/** What all pages of the shop share: how they look, what browsers may do on them, and notices. */
@NullMarked
package io.anteroom.site.page;

import org.jspecify.annotations.NullMarked;
