/** Something that speaks S3 on this machine, for tests. */
@NullMarked
package dev.sallyport.locals3;

import org.jspecify.annotations.NullMarked;
