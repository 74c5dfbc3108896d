package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.service.pages.Links;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of the Global Block Policy beside the policies of an organization.
 *
 * @param path of the page that lists it
 */
public record BlockListView(String path, int addresses, int names) {

  static GlobalBlockList list(PolicyBook book) {
    var entry = book.blockList();
    return entry == null ? GlobalBlockList.empty() : entry.list();
  }

  static BlockListView of(String owner, GlobalBlockList list) {
    return new BlockListView(
        "/github/" + Links.segment(owner) + "/actions/global-block-policy",
        list.ipAddresses().size(),
        list.domains().size() + list.wildcardDomains().size());
  }

  static List<BlockedHost> entries(GlobalBlockList list) {
    var entries = new ArrayList<BlockedHost>();
    entries.addAll(list.domains());
    entries.addAll(list.wildcardDomains());
    entries.addAll(list.ipAddresses());
    return entries;
  }

  public boolean empty() {
    return addresses + names == 0;
  }

  /** Such as {@code 12 host names and 1 IP address}. */
  public String words() {
    var parts = new ArrayList<String>();
    if (names > 0) {
      parts.add(names == 1 ? "1 host name" : names + " host names");
    }
    if (addresses > 0) {
      parts.add(addresses == 1 ? "1 IP address" : addresses + " IP addresses");
    }
    return String.join(" and ", parts);
  }
}
