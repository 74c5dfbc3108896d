package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockListReading;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.UnreadableBlockList;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The global block list, in the shape that agents read it (global_blocklist.go), with sources. Each
 * list may be missing in a request, though not all of them: that is no way to lift every block.
 */
@Schema(name = "GlobalBlockList")
public record BlockListJson(
    @JsonProperty("ip_addresses") @Nullable List<@Nullable HostJson> ipAddresses,
    @Nullable List<@Nullable HostJson> domains,
    @JsonProperty("wildcard_domains") @Nullable List<@Nullable HostJson> wildcardDomains) {

  /**
   * @param reason shown to whoever meets the block
   * @param source where the reason can be looked up
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BlockedHost")
  public record HostJson(
      @Nullable String endpoint, @Nullable String reason, @Nullable String source) {}

  private static final int MAX_NOTE = 1_000;

  static BlockListJson of(GlobalBlockList list) {
    return new BlockListJson(
        json(list.ipAddresses()), json(list.domains()), json(list.wildcardDomains()));
  }

  private static List<@Nullable HostJson> json(List<BlockedHost> hosts) {
    var listed = new ArrayList<@Nullable HostJson>(hosts.size());
    for (var host : hosts) {
      listed.add(new HostJson(host.endpoint(), host.reason(), host.source()));
    }
    return listed;
  }

  /** Throws a rejection with findings where it is no block list. */
  GlobalBlockList list() {
    if (ipAddresses == null && domains == null && wildcardDomains == null) {
      throw malformed(
          "There is no list: send ip_addresses, domains or wildcard_domains, one of them empty to"
              + " block nothing.");
    }
    var members =
        new BlockListMembers(
            hosts("ip_addresses", ipAddresses),
            hosts("domains", domains),
            hosts("wildcard_domains", wildcardDomains));
    return switch (GlobalBlockList.of(members)) {
      case BlockListReading.Readable(var list) -> list;
      case BlockListReading.Unreadable(var problems) ->
          throw new Rejection(new UnreadableBlockList(problems));
    };
  }

  private static @Nullable List<BlockedHost> hosts(
      String member, @Nullable List<@Nullable HostJson> listed) {
    if (listed == null) {
      return null;
    }
    var hosts = new ArrayList<BlockedHost>(listed.size());
    for (var i = 0; i < listed.size(); i++) {
      var host = listed.get(i);
      if (host == null || host.endpoint() == null) {
        throw malformed("%s[%d].endpoint is missing.".formatted(member, i));
      }
      if (tooLong(host.reason()) || tooLong(host.source())) {
        throw malformed(
            "%s[%d]: reason and source have at most %d characters.".formatted(member, i, MAX_NOTE));
      }
      hosts.add(new BlockedHost(host.endpoint(), host.reason(), host.source()));
    }
    return hosts;
  }

  private static boolean tooLong(@Nullable String note) {
    return note != null && note.length() > MAX_NOTE;
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
