/** What people and their tools ask: policies, attachments, history, audit, keys, members. */
@NullMarked
package dev.sallyport.service.management;

import org.jspecify.annotations.NullMarked;
