/** The shop: one evening, some seats, and who has bought which. It knows nothing of any line. */
@NullMarked
package io.anteroom.site.shop;

import org.jspecify.annotations.NullMarked;
