/** Self-hosted runners on their page. */
@NullMarked
package dev.sallyport.service.pages.runners;

import org.jspecify.annotations.NullMarked;
