/** Tests of the service as a whole. */
@NullMarked
package dev.sallyport.service;

import org.jspecify.annotations.NullMarked;
