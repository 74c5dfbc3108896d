/** Where an organization wants to be told what happens, and of what. */
@NullMarked
package dev.sallyport.domain.integration;

import org.jspecify.annotations.NullMarked;
