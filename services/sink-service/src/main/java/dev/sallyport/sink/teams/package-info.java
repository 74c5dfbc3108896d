/** Channels of Microsoft Teams, by the webhook of a workflow. */
@NullMarked
package dev.sallyport.sink.teams;

import org.jspecify.annotations.NullMarked;
