/** The history of a policy: its timeline, its versions side by side, and the way back to one. */
@NullMarked
package dev.sallyport.service.pages.history;

import org.jspecify.annotations.NullMarked;
