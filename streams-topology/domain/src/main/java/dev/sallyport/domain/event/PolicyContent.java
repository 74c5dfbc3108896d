package dev.sallyport.domain.event;

import dev.sallyport.domain.document.PolicyRules;

/**
 * What an author wrote, byte for byte, and what it meant when it was accepted. Both are recorded: a
 * later reader of YAML must never change what an old policy allows.
 */
public record PolicyContent(String text, PolicyRules rules) {}
