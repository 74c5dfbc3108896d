/** Where an organization is told what happens: kept, tried, and how it does. */
@NullMarked
package dev.sallyport.service.integrations;

import org.jspecify.annotations.NullMarked;
