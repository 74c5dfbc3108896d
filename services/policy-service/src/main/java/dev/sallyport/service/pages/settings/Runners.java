package dev.sallyport.service.pages.settings;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** On whose machines jobs run, which decides how they can be led here. */
enum Runners {
  GITHUB_HOSTED("github-hosted", "GitHub-Hosted"),
  CUSTOM_VM("custom-vm", "Custom VM"),
  SELF_HOSTED("self-hosted", "Self-Hosted"),
  ARC("arc", "ARC");

  private final String word;
  private final String title;

  Runners(String word, String title) {
    this.word = word;
    this.title = title;
  }

  // Public, or templates do not see it.
  public String word() {
    return word;
  }

  public String title() {
    return title;
  }

  /** The first where the word is none of them: a mistyped link shows a page. */
  static Runners of(@Nullable String word) {
    return Stream.of(values())
        .filter(runners -> runners.word.equals(word))
        .findFirst()
        .orElse(GITHUB_HOSTED);
  }
}
