/** Where an organization is told what happens, as pages. */
@NullMarked
package dev.sallyport.service.pages.integrations;

import org.jspecify.annotations.NullMarked;
