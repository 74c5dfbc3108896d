package dev.sallyport.domain.document;

/** Why a text cannot be read, and what its author can do about it. */
record Flaw(FindingCode code, String message) {}
