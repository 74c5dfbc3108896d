/** Tests of how the parts are put together, kept alive and taken apart. */
@NullMarked
package dev.sallyport.service.startup;

import org.jspecify.annotations.NullMarked;
