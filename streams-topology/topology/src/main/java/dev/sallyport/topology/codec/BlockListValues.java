package dev.sallyport.topology.codec;

import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import java.util.List;

/** What nobody may reach. */
final class BlockListValues {
  private BlockListValues() {}

  static dev.sallyport.events.GlobalBlockList encode(GlobalBlockList list) {
    return new dev.sallyport.events.GlobalBlockList(
        encode(list.ipAddresses()), encode(list.domains()), encode(list.wildcardDomains()));
  }

  static GlobalBlockList decode(dev.sallyport.events.GlobalBlockList list) {
    return GlobalBlockList.ofStored(
        new BlockListMembers(
            decode(list.getIpAddresses()),
            decode(list.getDomains()),
            decode(list.getWildcardDomains())));
  }

  private static List<dev.sallyport.events.BlockedHost> encode(List<BlockedHost> hosts) {
    return hosts.stream()
        .map(host ->
            new dev.sallyport.events.BlockedHost(host.endpoint(), host.reason(), host.source()))
        .toList();
  }

  private static List<BlockedHost> decode(List<dev.sallyport.events.BlockedHost> hosts) {
    return hosts.stream()
        .map(host -> new BlockedHost(host.getEndpoint(), host.getReason(), host.getSource()))
        .toList();
  }
}
