/** The list of hosts that no job of the installation may reach, whatever its own policy says. */
@NullMarked
package dev.sallyport.domain.blocklist;

import org.jspecify.annotations.NullMarked;
