package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's {@code If-Match} or {@code If-None-Match} asks for (RFC 9110, 13.1). */
sealed interface Precondition {
  /** Any revision will do, and none too. */
  record None() implements Precondition {}

  /** Some revision must be there. */
  record Exists() implements Precondition {}

  /** Nothing may be there. */
  record Absent() implements Precondition {}

  /**
   * One of these must be the current one.
   *
   * @param revisions not empty; a tag that was never ours counts as 0, which no policy has
   */
  record Revision(List<Long> revisions) implements Precondition {
    /** The one to ask the decider for: it decides, not the view that {@code current} is from. */
    long expected(@Nullable Long current) {
      return current != null && revisions.contains(current) ? current : revisions.getFirst();
    }
  }

  Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");
  Pattern OURS = Pattern.compile("([0-9]{1,18})(\\.yaml)?");

  /** The entity tag of a policy's JSON. */
  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /** The entity tag of a policy's YAML: another representation must have another tag. */
  static String yamlTag(long revision) {
    return "\"" + revision + ".yaml\"";
  }

  static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.strip().equals("*") || ifMatch != null) {
        throw new Rejection(
            new Malformed(
                "A change takes either If-Match, or If-None-Match: * (only if it is not there)."));
      }
      return new Absent();
    }
    return ifMatch(ifMatch);
  }

  static Precondition ifMatch(@Nullable String header) {
    if (header == null) {
      return new None();
    }
    if (header.strip().equals("*")) {
      return new Exists();
    }
    var revisions = new ArrayList<Long>();
    var tags = TAG.matcher(header);
    var end = 0;
    while (end < header.length() && tags.find(end) && tags.start() == end) {
      // A weak tag never matches here: If-Match compares strongly.
      revisions.add(tags.group(1) == null ? revision(tags.group(2)) : 0L);
      end = tags.end();
    }
    if (revisions.isEmpty() || end < header.length()) {
      throw new Rejection(
          new Malformed("If-Match takes the ETag of an earlier answer, such as \"42\", or *."));
    }
    return new Revision(List.copyOf(revisions));
  }

  private static long revision(String tag) {
    var ours = OURS.matcher(tag);
    return ours.matches() ? Long.parseLong(ours.group(1)) : 0;
  }

  /** Whether a reader's {@code If-None-Match} names this tag (weakly compared, as it must be). */
  static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    if (ifNoneMatch.strip().equals("*")) {
      return true;
    }
    var tags = TAG.matcher(ifNoneMatch);
    while (tags.find()) {
      if (tag.equals("\"" + tags.group(2) + "\"")) {
        return true;
      }
    }
    return false;
  }
}
