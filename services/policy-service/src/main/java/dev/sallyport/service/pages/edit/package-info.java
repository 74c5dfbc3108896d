/** Where a policy is written: its YAML, and the lists and switches that edit it. */
@NullMarked
package dev.sallyport.service.pages.edit;

import org.jspecify.annotations.NullMarked;
