/** What things are called: values that cannot hold a name GitHub or Sallyport would not accept. */
@NullMarked
package dev.sallyport.domain.names;

import org.jspecify.annotations.NullMarked;
