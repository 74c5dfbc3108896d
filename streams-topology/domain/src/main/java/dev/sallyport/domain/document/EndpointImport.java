package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Endpoints of a file that somebody brings along: one on each line, comments allowed, or those that
 * a policy in YAML allows.
 *
 * @param endpoints without duplicates, in the order of the file
 * @param problems with everything else in it, at the lines of the file
 */
public record EndpointImport(List<Endpoint> endpoints, List<Finding> problems) {
  private static final Pattern WORD = Pattern.compile("[^\\s,]+");

  public EndpointImport {
    endpoints = List.copyOf(endpoints);
    problems = List.copyOf(problems);
  }

  /** Reads such a file. Never throws, and takes time linear in the text. */
  public static EndpointImport read(String text) {
    return switch (PolicyDocument.read(text)) {
      case Reading.Readable(var document, _) ->
          new EndpointImport(document.rules().allowedEndpoints(), List.of());
      case Reading.Unreadable(var problems) when isTooLarge(problems) || isPolicy(text) ->
          new EndpointImport(List.of(), problems);
      case Reading.Unreadable _ -> lines(text);
    };
  }

  private static boolean isTooLarge(List<Finding> problems) {
    return problems.getFirst().code() == FindingCode.TOO_LARGE;
  }

  private static boolean isPolicy(String text) {
    var source = new SourceText(text);
    return YamlOutline.read(source, new Findings(source)).stream()
        .flatMap(root -> root instanceof Mapping mapping ? mapping.fields().stream() : Stream.of())
        .anyMatch(
            field -> field.key() instanceof Scalar key && PolicyKey.named(key.value()).isPresent());
  }

  private static EndpointImport lines(String text) {
    var source = new SourceText(text);
    var findings = new Findings(source);
    var endpoints = new LinkedHashSet<Endpoint>();
    var offset = source.begin();
    for (var line : source.withoutMark().split("\n", -1)) {
      var words = WORD.matcher(line);
      while (words.find() && !words.group().startsWith("#")) {
        var word = unquoted(words.group());
        if (!word.equals("-")) {
          read(word, offset + words.start(), endpoints, findings);
        }
      }
      offset += line.length() + 1;
    }
    return new EndpointImport(List.copyOf(endpoints), findings.problems());
  }

  private static void read(
      String word, int offset, LinkedHashSet<Endpoint> endpoints, Findings findings) {
    switch (EndpointText.read(word)) {
      case EndpointText.Good(var endpoint, _) -> endpoints.add(endpoint);
      case EndpointText.Bad(var flaw) ->
          findings.problem(
              flaw.code(), offset, "‘%s’: %s".formatted(EndpointText.brief(word), flaw.message()));
    }
  }

  private static String unquoted(String word) {
    var quoted =
        word.length() > 2
            && "\"'".indexOf(word.charAt(0)) >= 0
            && word.charAt(0) == word.charAt(word.length() - 1);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }
}
