/** Channels of Slack, by an incoming webhook or by a bot. */
@NullMarked
package dev.sallyport.sink.slack;

import org.jspecify.annotations.NullMarked;
