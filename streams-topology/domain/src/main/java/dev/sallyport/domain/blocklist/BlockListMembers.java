package dev.sallyport.domain.blocklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The global block list as JSON names its members: {@code ip_addresses}, {@code domains} and {@code
 * wildcard_domains}. Each may be missing.
 */
public record BlockListMembers(
    @Nullable List<BlockedHost> ipAddresses,
    @Nullable List<BlockedHost> domains,
    @Nullable List<BlockedHost> wildcardDomains) {}
