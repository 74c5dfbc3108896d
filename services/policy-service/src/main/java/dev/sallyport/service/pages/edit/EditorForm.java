package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.EgressMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the form of the editor sends. Every step sends all of it, so that nothing typed is lost.
 *
 * @param step what to do, perhaps with what
 * @param version of the policy's content that the author has seen; 0 of a new policy
 * @param endpoint to be added
 * @param mode chosen, if there was a choice
 * @param modeShown what was chosen when the form was made
 * @param lockdown the value of its checkbox and those of the detections
 * @param lockdownShown the same when the form was made
 * @param imported text of a file to be imported
 * @param baseline the one to import from, as {@link
 *     dev.sallyport.service.pages.baseline.ScopeQuery#text} writes it
 * @param taken endpoints of it that the author chose
 * @param kept texts that the author put aside
 */
record EditorForm(
    Step step,
    String name,
    String yaml,
    long version,
    String endpoint,
    String mode,
    String modeShown,
    List<String> lockdown,
    List<String> lockdownShown,
    String imported,
    String baseline,
    List<String> taken,
    List<String> kept) {

  EditorForm {
    taken = List.copyOf(taken);
    lockdown = List.copyOf(lockdown);
    lockdownShown = List.copyOf(lockdownShown);
    kept = List.copyOf(kept);
  }

  /** A button, or what a script asks for. */
  record Step(Verb verb, String argument) {
    static Step of(@Nullable String written) {
      var words = Objects.requireNonNullElse(written, "check").split(" ", 2);
      for (var verb : Verb.values()) {
        if (verb.word.equals(words[0])) {
          return new Step(verb, words.length > 1 ? words[1] : "");
        }
      }
      return new Step(Verb.CHECK, "");
    }
  }

  enum Verb {
    /** Of a form that nobody has sent. */
    OPEN("open"),
    CHECK("check"),
    ADD("add"),
    REMOVE("remove"),
    SHOW_IMPORT("show-import"),
    IMPORT("import"),
    SHOW_BASELINE("show-baseline"),
    TAKE("take"),
    OVERWRITE("overwrite"),
    TAKE_SAVED("take-saved"),
    TAKE_KEPT("take-kept"),
    SAVE("save");

    private final String word;

    Verb(String word) {
      this.word = word;
    }

    /** Whether the baselines to import from may look different after it. */
    boolean asksForBaselines() {
      return this == SHOW_BASELINE || this == TAKE;
    }
  }

  static EditorForm of(EditorFields sent) {
    return new EditorForm(
        Step.of(sent.step),
        text(sent.name).strip(),
        text(sent.yaml),
        number(text(sent.version)),
        text(sent.endpoint),
        text(sent.mode),
        text(sent.modeShown),
        list(sent.lockdown),
        list(sent.lockdownShown),
        text(sent.imported),
        text(sent.baseline),
        list(sent.taken),
        list(sent.kept).stream().filter(Predicate.not(String::isEmpty)).toList());
  }

  /** A form that nobody has touched. */
  static EditorForm of(String name, String yaml, long version) {
    var untouched = new Step(Verb.OPEN, "");
    return new EditorForm(
        untouched, name, yaml, version, "", "", "", List.of(), List.of(), "", "", List.of(),
        List.of());
  }

  EditorForm named(String other) {
    return new EditorForm(
        step,
        other,
        yaml,
        version,
        endpoint,
        mode,
        modeShown,
        lockdown,
        lockdownShown,
        imported,
        baseline,
        taken,
        kept);
  }

  /** The form after a choice between texts; what is not chosen is put aside. */
  EditorForm choosing(String saved, long savedVersion) {
    return switch (step.verb()) {
      case OVERWRITE -> with(yaml, savedVersion, kept);
      case TAKE_SAVED ->
          with(saved, savedVersion, Stream.concat(kept.stream(), Stream.of(yaml)).toList());
      case TAKE_KEPT -> {
        var which = number(step.argument());
        if (which >= kept.size()) {
          yield this;
        }
        var others = new ArrayList<>(kept);
        yield with(others.set((int) which, yaml), version, others);
      }
      case OPEN, CHECK, ADD, REMOVE, SHOW_IMPORT, IMPORT, SHOW_BASELINE, TAKE, SAVE -> this;
    };
  }

  // Mode and lockdown of another text are not what the author chose.
  private EditorForm with(String text, long seen, List<String> aside) {
    return new EditorForm(
        step, name, text, seen, endpoint, "", "", List.of(), List.of(), imported, baseline, taken,
        aside);
  }

  /** The mode, if the author chose another one than was shown. */
  Optional<EgressMode> modeChosen() {
    return mode.equals(modeShown) ? Optional.empty() : EgressMode.named(mode);
  }

  boolean lockdownChosen() {
    return !lockdown.equals(lockdownShown);
  }

  boolean lockdownEnabled() {
    return lockdown.contains("enabled");
  }

  List<Detection> detections() {
    return lockdown.stream().flatMap(each -> Detection.named(each).stream()).toList();
  }

  // Browsers send every line end of a form as CR LF, whatever the author wrote.
  private static String text(@Nullable String sent) {
    return sent == null ? "" : sent.replace("\r\n", "\n");
  }

  private static List<String> list(@Nullable List<String> sent) {
    return sent == null ? List.of() : sent.stream().map(EditorForm::text).toList();
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
