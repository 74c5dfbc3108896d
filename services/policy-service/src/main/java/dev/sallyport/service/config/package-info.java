/** The settings, one interface per concern, all checked before anything else starts. */
@NullMarked
package dev.sallyport.service.config;

import org.jspecify.annotations.NullMarked;
