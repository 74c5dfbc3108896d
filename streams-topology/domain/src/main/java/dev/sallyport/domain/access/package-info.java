/** Who may do what: credentials, members, roles, and the one table that decides. */
@NullMarked
package dev.sallyport.domain.access;

import org.jspecify.annotations.NullMarked;
