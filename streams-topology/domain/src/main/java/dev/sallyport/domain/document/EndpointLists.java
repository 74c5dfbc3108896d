package dev.sallyport.domain.document;

import dev.sallyport.domain.document.EndpointText.Bad;
import dev.sallyport.domain.document.EndpointText.Good;
import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of endpoints, written as one text or as a YAML list of texts. */
final class EndpointLists {
  private final SourceText source;
  private final Findings findings;

  EndpointLists(SourceText source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  List<Entry<Endpoint>> allowed(YamlNode value) {
    var entries = new ArrayList<Entry<Endpoint>>();
    for (var token : tokens(value)) {
      switch (EndpointText.read(token.text())) {
        case Good(var endpoint, var remarks) -> {
          remarks.forEach(remark -> findings.warning(remark, token.start()));
          entries.add(entry(token, endpoint));
        }
        case Bad(var flaw) -> findings.problem(about(token, flaw), token.start());
      }
    }
    return entries;
  }

  List<Entry<HostPattern>> denied(YamlNode value) {
    var entries = new ArrayList<Entry<HostPattern>>();
    for (var token : tokens(value)) {
      switch (EndpointText.read(token.text())) {
        case Good(var endpoint, _) -> {
          if (token.text().indexOf(':') >= 0) {
            findings.warning(
                FindingCode.PORT_IGNORED,
                token.start(),
                "a denied host is denied on every port: remove the port");
          }
          entries.add(entry(token, endpoint.host()));
        }
        case Bad(var flaw) -> findings.problem(about(token, flaw), token.start());
      }
    }
    return entries;
  }

  private <T> Entry<T> entry(Token token, T meaning) {
    return new Entry<>(token.text(), meaning, source.positionOf(token.start()), token.end());
  }

  private List<Token> tokens(YamlNode value) {
    var tokens = new ArrayList<Token>();
    switch (value) {
      case Scalar scalar when scalar.isNull() -> {}
      case Scalar scalar -> tokens.addAll(EndpointTokens.of(scalar, source, findings));
      case Sequence sequence -> sequence.items().forEach(item -> item(item, tokens));
      case Mapping mapping ->
          findings.problem(
              FindingCode.WRONG_TYPE,
              mapping.start(),
              "endpoints are words: write host:port without a blank behind the colon, one on each"
                  + " line");
      case Reported _ -> {} // reported when it was read
    }
    if (tokens.size() > PolicyRules.MAX_ENDPOINTS) {
      var beyond = tokens.get(PolicyRules.MAX_ENDPOINTS);
      findings.problem(
          FindingCode.TOO_MANY_ENDPOINTS,
          beyond.start(),
          "a policy lists at most %d endpoints, this one %d: use wildcards, or split the policy"
              .formatted(PolicyRules.MAX_ENDPOINTS, tokens.size()));
      return tokens.subList(0, PolicyRules.MAX_ENDPOINTS);
    }
    return tokens;
  }

  private void item(YamlNode item, List<Token> tokens) {
    switch (item) {
      case Scalar scalar when scalar.isNull() ->
          findings.problem(
              FindingCode.WRONG_TYPE, scalar.start(), "this entry is empty: remove the dash");
      case Scalar scalar -> tokens.addAll(EndpointTokens.of(scalar, source, findings));
      case Mapping mapping ->
          findings.problem(
              FindingCode.WRONG_TYPE,
              mapping.start(),
              "an endpoint is one word: remove the blank behind the colon, as in github.com:443");
      case Sequence sequence ->
          findings.problem(
              FindingCode.WRONG_TYPE, sequence.start(), "a list within the list: write it flat");
      case Reported _ -> {} // reported when it was read
    }
  }

  private static Flaw about(Token token, Flaw flaw) {
    if (token.text().equals("-")) {
      return new Flaw(
          FindingCode.BAD_HOST,
          "this value is one text, not a list: remove the dash, or the sign behind the key");
    }
    return new Flaw(
        flaw.code(), "‘%s’: %s".formatted(EndpointText.brief(token.text()), flaw.message()));
  }
}
