package dev.sallyport.domain.event;

/** An event together with its place in the owner's log. */
public record RecordedEvent(EventMeta meta, PolicyEvent event) {}
