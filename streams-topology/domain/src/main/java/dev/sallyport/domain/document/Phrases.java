package dev.sallyport.domain.document;

/** Advice that several findings share. */
final class Phrases {
  static final String EXPRESSION =
      "a stored policy is read outside any workflow, where ${{ … }} has no value:"
          + " write the value itself, or keep this setting in the workflow file";

  static final String CHOOSE_A_MODE =
      "choose a mode: write egress-policy: audit or egress-policy: block";

  private Phrases() {}
}
