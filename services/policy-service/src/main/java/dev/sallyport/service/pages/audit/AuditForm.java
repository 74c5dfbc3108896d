package dev.sallyport.service.pages.audit;

import dev.sallyport.domain.history.EventType;
import dev.sallyport.service.management.AuditQuery;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.history.History.AuditFilter;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;

/** The filters of an audit log, as they were typed. */
public record AuditForm(
    @QueryParam("actor") @DefaultValue("") String actor,
    @QueryParam("type") @DefaultValue("") String type,
    @QueryParam("policy") @DefaultValue("") String policy,
    @QueryParam("from") @DefaultValue("") String from,
    @QueryParam("until") @DefaultValue("") String until) {

  public AuditForm {
    actor = actor.strip();
    policy = policy.strip();
    from = from.strip();
    until = until.strip();
  }

  /** All types there are, in words. */
  public List<String> types() {
    return Arrays.stream(EventType.values()).map(EventType::title).toList();
  }

  public boolean any() {
    return !(actor + type + policy + from + until).isEmpty();
  }

  /** The same filters as parameters of an address, each with an ampersand behind it. */
  public String parameters() {
    return parameter("actor", actor)
        + parameter("type", type)
        + parameter("policy", policy)
        + parameter("from", from)
        + parameter("until", until);
  }

  /** The same filters as all that an address asks for. */
  public String query() {
    return any() ? "?" + parameters() : "";
  }

  AuditFilter filter() {
    return new AuditQuery(
            actor, type, policy, moment("from", from), moment("until", until), null, null, null)
        .filter();
  }

  private static String moment(String parameter, String text) {
    var moment = Moment.read(parameter, text);
    return moment == null ? "" : moment.toString();
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + Links.segment(value) + "&";
  }
}
