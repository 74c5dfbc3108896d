package dev.sallyport.service.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings that are more than a text; each says what it expects. */
public final class Converters {
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  // Four numbers: what the JDK reads as an address may have fewer.
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_RUNS = 1_000;
  private static final int MAX_PARTITIONS = 1_000;

  private Converters() {}

  /** A port number. */
  public static final class PortNumber implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
      return between(0, MAX_PORT, value);
    }
  }

  /** A host and a port. */
  public static final class HostAndPort implements Converter<HostInfo> {
    private static final long serialVersionUID = 1L;

    @Override
    public HostInfo convert(String value) {
      try {
        var host = HostInfo.buildFromEndpoint(value);
        if (host != null
            && host.port() <= MAX_PORT
            && new URI("http://" + value).getHost() != null) {
          return host;
        }
      } catch (ConfigException | URISyntaxException e) {
        // refused below
      }
      throw new IllegalArgumentException(
          "is “%s”; write host:port, such as 10.0.0.5:8080".formatted(value));
    }
  }

  /** A count of partitions. */
  public static final class PartitionCount implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
      return between(1, MAX_PARTITIONS, value);
    }
  }

  /** How many runs make a baseline stable. */
  public static final class RunCount implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer convert(String value) {
      return between(1, MAX_RUNS, value);
    }
  }

  /** A tenant's name. */
  public static final class Tenant implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      if (!TENANT.matcher(value).matches() || value.equals("github")) {
        throw new IllegalArgumentException(
            "is “%s”; a tenant has letters, digits, '.', '_' or '-', at most 100, and is not github"
                .formatted(value));
      }
      return value;
    }
  }

  /** A preset admin key. */
  public static final class AdminKeyText implements Converter<AdminKey> {
    private static final long serialVersionUID = 1L;

    @Override
    public AdminKey convert(String value) {
      return new AdminKey(value);
    }
  }

  /** A session secret. */
  public static final class SharedSecretText implements Converter<SharedSecret> {
    private static final long serialVersionUID = 1L;

    @Override
    public SharedSecret convert(String value) {
      return new SharedSecret(value);
    }
  }

  /** A client secret. */
  public static final class ClientSecretText implements Converter<ClientSecret> {
    private static final long serialVersionUID = 1L;

    @Override
    public ClientSecret convert(String value) {
      return new ClientSecret(value);
    }
  }

  /** A token for GitHub's API. */
  public static final class GitHubTokenText implements Converter<GitHubToken> {
    private static final long serialVersionUID = 1L;

    @Override
    public GitHubToken convert(String value) {
      return new GitHubToken(value);
    }
  }

  /** The id of a GitHub App. */
  public static final class AppId implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      if (!APP_ID.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "is “%s”; write the app's client id, or its number".formatted(value));
      }
      return value;
    }
  }

  /** The file with the private key of a GitHub App. */
  public static final class AppPrivateKeyFile implements Converter<AppPrivateKey> {
    private static final long serialVersionUID = 1L;

    @Override
    public AppPrivateKey convert(String value) {
      return AppPrivateKey.read(value);
    }
  }

  /** The base of an API that a secret is sent to: https unless it is on this very machine. */
  public static final class ApiUrl implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
      var url = url(value);
      if (!Urls.isSafe(url)
          || url.getRawUserInfo() != null
          || url.getRawQuery() != null
          || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "is “%s”; an API has an https URL (http on loopback only) without query and fragment"
                .formatted(value));
      }
      return url;
    }
  }

  /** An http or https URL without query and fragment. */
  public static final class PublicUrl implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
      var url = url(value);
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "is “%s”; leave query and fragment out".formatted(value));
      }
      return url;
    }
  }

  /** An issuer: https unless it is on this very machine. */
  public static final class Issuer implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
      var url = url(value);
      if (!Urls.isSafe(url)) {
        throw new IllegalArgumentException(
            "is “%s”; an issuer has an https URL (http on loopback only)".formatted(value));
      }
      return url;
    }
  }

  /** An address or a network in CIDR notation. */
  public static final class AddressRange implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      var range = value.strip();
      var slash = range.indexOf('/');
      var address = slash < 0 ? range : range.substring(0, slash);
      if (!ADDRESS.matcher(address).matches()) {
        throw new IllegalArgumentException(
            "holds “%s”; write addresses or networks such as 10.0.0.0/8".formatted(value));
      }
      if (slash >= 0) {
        between(0, address.indexOf(':') < 0 ? 32 : 128, range.substring(slash + 1));
      }
      literal(address);
      return range;
    }

    private static void literal(String address) {
      try {
        var _ = InetAddress.ofLiteral(address);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "holds “%s”, which is no IP address".formatted(address), e);
      }
    }
  }

  private static URI url(String value) {
    try {
      var url = URI.create(value);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is “%s”, which is no URL".formatted(value), e);
    }
    throw new IllegalArgumentException(
        "is “%s”; write it like https://sallyport.example".formatted(value));
  }

  private static int between(int least, int most, String value) {
    try {
      var number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "is “%s”; a number from %d to %d is needed".formatted(value, least, most), e);
    }
    throw new IllegalArgumentException(
        "is “%s”; a number from %d to %d is needed".formatted(value, least, most));
  }
}
