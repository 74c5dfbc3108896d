package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.integrations.IntegrationJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a form for an integration holds, as far as a page may show it: no secret.
 *
 * @param id of the integration; null for a new one
 * @param form of this form as one page showed it
 * @param seen when it was changed last, as the author knows; empty for a new one
 * @param headers names; what a page shows of them
 * @param recipients one on each line
 * @param events what it is told of, by name
 * @param repositories one on each line
 * @param problem why it was not saved; null before it was tried
 */
record IntegrationForm(
    @Nullable String id,
    @Nullable String form,
    String seen,
    String type,
    String name,
    String url,
    List<String> headers,
    String channel,
    String recipients,
    Set<String> events,
    String repositories,
    boolean paused,
    @Nullable String problem) {
  private static final int BLANK_HEADERS = 2;
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

  static IntegrationForm empty(String type) {
    var events = new TreeSet<String>();
    for (var happening : Happening.values()) {
      if (happening != Happening.OTHER_CHANGE) {
        events.add(happening.text());
      }
    }
    return new IntegrationForm(
        null, nextForm(), "", type, "", "", List.of(), "", "", events, "", false, null);
  }

  static IntegrationForm of(IntegrationEntry entry) {
    var integration = entry.integration();
    var destination = integration.destination();
    return new IntegrationForm(
        integration.id().digits(),
        null,
        entry.updatedAt().toString(),
        destination.kind(),
        integration.name(),
        destination instanceof Destination.Webhook(var url, _) ? url.toString() : "",
        destination instanceof Destination.Webhook(_, var headers) ? headers : List.of(),
        destination instanceof Destination.SlackChannel(var channel) ? channel : "",
        destination instanceof Destination.Email(var to)
            ? String.join("\n", to.stream().map(EmailAddress::value).toList())
            : "",
        new TreeSet<>(integration.about().stream().map(Happening::text).toList()),
        String.join("\n", integration.repositories().stream().map(RepositoryName::name).toList()),
        integration.standing() == Standing.PAUSED,
        null);
  }

  /**
   * @param entry the integration that is changed, whose type stays; null for a new one
   */
  static IntegrationForm sent(IntegrationFields sent, @Nullable IntegrationEntry entry) {
    var integration = entry == null ? null : entry.integration();
    return new IntegrationForm(
        integration == null ? null : integration.id().digits(),
        sent.form,
        stripped(sent.seen),
        integration == null ? stripped(sent.type) : integration.destination().kind(),
        stripped(sent.name),
        stripped(sent.url),
        List.copyOf(headers(sent).keySet()),
        stripped(sent.channel),
        stripped(sent.recipients),
        sent.events == null ? Set.of() : new TreeSet<>(sent.events),
        stripped(sent.repositories),
        sent.paused != null,
        null);
  }

  private static Map<String, @Nullable String> headers(IntegrationFields sent) {
    var names = sent.headerNames == null ? List.<String>of() : sent.headerNames;
    var values = sent.headerValues == null ? List.<String>of() : sent.headerValues;
    var headers = new LinkedHashMap<String, @Nullable String>();
    for (var i = 0; i < names.size(); i++) {
      var name = names.get(i).strip();
      if (!name.isEmpty()) {
        headers.put(name, i < values.size() ? given(values.get(i)) : null);
      }
    }
    return headers;
  }

  /** What is asked for, with the secrets that came beside. */
  IntegrationJson.Asked asked(IntegrationFields sent) {
    var webhook = type.equals(Destination.Webhook.KIND);
    return new IntegrationJson.Asked(
        name,
        type,
        webhook ? url : null,
        webhook ? headers(sent) : null,
        given(sent.signingSecret),
        sent.endPrevious == null ? given(sent.previousSigningSecret) : "",
        given(sent.address),
        type.equals(Destination.SlackChannel.KIND) ? channel : null,
        given(sent.token),
        type.equals(Destination.Email.KIND) ? words(recipients) : null,
        List.copyOf(events),
        words(repositories),
        paused);
  }

  // Under an id of its own, since the refusal would be the outcome of a repeat.
  IntegrationForm refused(String why) {
    return new IntegrationForm(
        id,
        nextForm(),
        seen,
        type,
        name,
        url,
        headers,
        channel,
        recipients,
        events,
        repositories,
        paused,
        why);
  }

  /** The same, of an author who knows by now what became of the integration. */
  IntegrationForm after(IntegrationEntry entry) {
    return new IntegrationForm(
        id,
        form,
        entry.updatedAt().toString(),
        type,
        name,
        url,
        headers,
        channel,
        recipients,
        events,
        repositories,
        paused,
        problem);
  }

  public String title() {
    return TypeWords.titleOf(type);
  }

  public List<EventGroup> groups() {
    return EventGroup.of(events);
  }

  /** Names of headers to fill in, the last of them empty. */
  public List<String> headerFields() {
    var fields = new ArrayList<>(headers);
    for (var i = 0; i < BLANK_HEADERS; i++) {
      fields.add("");
    }
    return fields;
  }

  private static List<String> words(String text) {
    return Stream.of(BETWEEN.split(text, -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static String nextForm() {
    return UUID.randomUUID().toString();
  }

  private static @Nullable String given(@Nullable String secret) {
    return secret == null || secret.isBlank() ? null : secret.strip();
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
