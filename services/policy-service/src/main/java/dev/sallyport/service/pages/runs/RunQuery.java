package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.service.pages.Address;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which part of a run to show, as its address says.
 *
 * @param job its correlation id; the first that called something if empty
 * @param verdict only these; all if it is none
 * @param search part of an endpoint, an address, a program or a reason
 * @param names {@code on} to show names that were only asked for, too
 */
public record RunQuery(
    @QueryParam("tab") @DefaultValue("") String tab,
    @QueryParam("job") @DefaultValue("") String job,
    @QueryParam("verdict") @DefaultValue("") String verdict,
    @QueryParam("search") @DefaultValue("") String search,
    @QueryParam("names") @DefaultValue("") String names) {

  public RunQuery {
    search = search.strip();
  }

  /** A part of the page. */
  public enum Tab {
    SUMMARY("summary", "Summary"),
    NETWORK_EVENTS("network-events", "Network Events"),
    DETECTIONS("detections", "Detections");

    private final String word;
    private final String title;

    Tab(String word, String title) {
      this.word = word;
      this.title = title;
    }

    public String word() {
      return word;
    }

    public String title() {
      return title;
    }

    String address(String path) {
      return Address.of(path).with("tab", this == SUMMARY ? "" : word).toString();
    }
  }

  /** The first for whatever is none. */
  Tab shown() {
    return Stream.of(Tab.values())
        .filter(each -> each.word.equals(tab))
        .findFirst()
        .orElse(Tab.SUMMARY);
  }

  public boolean showsNames() {
    return names.equals("on");
  }

  public boolean filtered() {
    return !verdict.isEmpty() || !search.isEmpty();
  }

  static String word(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
