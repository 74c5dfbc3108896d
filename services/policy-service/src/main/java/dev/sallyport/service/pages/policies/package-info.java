/** The Policy Store: the list of an organization's policies, and one of them. */
@NullMarked
package dev.sallyport.service.pages.policies;

import org.jspecify.annotations.NullMarked;
