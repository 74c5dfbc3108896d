/** The installation's archive in S3: whether there is one, what is counted of it, how it fares. */
@NullMarked
package dev.sallyport.sink.archive;

import org.jspecify.annotations.NullMarked;
