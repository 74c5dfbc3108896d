package dev.sallyport.domain.names;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * A workflow's file name below {@code .github/workflows/}, such as {@code ci.yml}; case-sensitive,
 * and whatever Unicode form it is written in, the same name in form C: macOS writes file names in
 * form D.
 */
public record WorkflowFile(String name) {
  private static final int MAX_CODE_POINTS = 255;

  public WorkflowFile {
    // Before it is measured: some characters become three, and what was taken must be readable
    // again.
    name = Normalizer.normalize(name, Form.NFC);
    if (!PlainText.holds(name, MAX_CODE_POINTS)) {
      throw new InvalidName(
          "workflow", "is a file name of 1 to 255 characters without '/' or control characters");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
