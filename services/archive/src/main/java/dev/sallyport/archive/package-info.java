/**
 * The archive of an installation's events in an S3 bucket: how it is written beside the log without
 * anything to commit, read, and made a log of again.
 */
@NullMarked
package dev.sallyport.archive;

import org.jspecify.annotations.NullMarked;
