package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Field;
import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the one YAML document of a text without giving its values any type. Works from parser
 * events: they carry positions, and nothing is constructed, resolved or expanded.
 */
final class YamlOutline {
  // A policy needs four: the document, lockdown-mode, detections, one detection.
  private static final int MAX_DEPTH = 8;

  private final SourceText source;
  private final Findings findings;
  private final Parser parser;

  private YamlOutline(SourceText source, Findings findings) {
    this.source = source;
    this.findings = findings;
    var options = new LoaderOptions();
    options.setCodePointLimit(PolicyDocument.MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    this.parser = new ParserImpl(new StreamReader(source.withoutMark()), options);
  }

  /** The root of the document; empty when there is none, or when findings say why. */
  static Optional<YamlNode> read(SourceText source, Findings findings) {
    try {
      return new YamlOutline(source, findings).document();
    } catch (TooDeep deep) {
      findings.problem(
          FindingCode.TOO_DEEP,
          deep.offset,
          "nothing in a policy is nested this deeply: remove the inner lists or mappings");
    } catch (MarkedYAMLException broken) {
      findings.problem(SyntaxAdvice.on(broken, source), SyntaxAdvice.offsetOf(broken, source));
    } catch (YAMLException broken) {
      findings.problem(
          FindingCode.YAML_SYNTAX,
          source.begin(),
          "this is not YAML: " + EndpointText.brief(String.valueOf(broken.getMessage())));
    } catch (NumberFormatException beyond) {
      // SnakeYAML's answer to "\\UFFFFFFFF".
      findings.problem(
          FindingCode.YAML_SYNTAX,
          Math.max(source.text().indexOf("\\U"), source.begin()),
          "an escape (\\U) stands for no character here: write the character itself");
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document() throws TooDeep {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    if (parser.getEvent() instanceof DocumentStartEvent start && hasTags(start)) {
      findings.problem(FindingCode.TAG, offset(start.getStartMark()), "remove the %TAG directive");
    }
    var root = node(0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      findings.problem(
          FindingCode.MORE_THAN_ONE_DOCUMENT,
          offset(parser.peekEvent().getStartMark()),
          "a policy is one YAML document: remove this line, or save what follows as another policy");
    }
    return Optional.of(root);
  }

  // Null without directives, though SnakeYAML does not say so.
  private static boolean hasTags(DocumentStartEvent start) {
    return start.getTags() != null && !start.getTags().isEmpty();
  }

  private YamlNode node(int depth) throws TooDeep {
    var event = parser.getEvent();
    var start = offset(event.getStartMark());
    if (depth >= MAX_DEPTH) {
      throw new TooDeep(start);
    }
    var anchored = event instanceof NodeEvent named && named.getAnchor() != null;
    if (anchored) {
      findings.problem(
          FindingCode.ANCHOR, start, "anchors and aliases (& and *) are not read: write it out");
    }
    var tagged = tag(event) != null;
    if (tagged) {
      findings.problem(
          FindingCode.TAG, start, "remove the tag (!): a policy's values are plain texts");
    }
    var node = contents(event, start, depth);
    // The position of such a node is that of its anchor or tag.
    return anchored || tagged ? new Reported(start, node.end()) : node;
  }

  private YamlNode contents(Event event, int start, int depth) throws TooDeep {
    return switch (event) {
      case AliasEvent alias -> new Reported(start, offset(alias.getEndMark()));
      case ScalarEvent scalar ->
          new Scalar(
              scalar.getValue(), scalar.getScalarStyle(), start, offset(scalar.getEndMark()));
      case SequenceStartEvent sequence -> sequence(sequence, start, depth);
      case MappingStartEvent mapping -> mapping(mapping, start, depth);
      default -> throw new IllegalStateException("not the start of a node: " + event);
    };
  }

  private static @Nullable String tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
  }

  private Sequence sequence(SequenceStartEvent event, int start, int depth) throws TooDeep {
    var items = new ArrayList<YamlNode>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(depth + 1));
    }
    var end = offset(parser.getEvent().getEndMark());
    return new Sequence(items, event.getFlowStyle() == FlowStyle.FLOW, start, end);
  }

  private Mapping mapping(MappingStartEvent event, int start, int depth) throws TooDeep {
    var fields = new ArrayList<Field>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      fields.add(new Field(node(depth + 1), node(depth + 1)));
    }
    var end = offset(parser.getEvent().getEndMark());
    return new Mapping(fields, event.getFlowStyle() == FlowStyle.FLOW, start, end);
  }

  private int offset(Mark mark) {
    return source.offsetOfCodePoint(mark.getIndex());
  }

  private static final class TooDeep extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;

    TooDeep(int offset) {
      super(null, null, false, false);
      this.offset = offset;
    }
  }
}
