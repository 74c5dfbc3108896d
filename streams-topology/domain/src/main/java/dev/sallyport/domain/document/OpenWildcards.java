package dev.sallyport.domain.document;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Domains below which anybody can get a host of their own in minutes, so that a wildcard over them
 * lets a job send what it has to anybody. Collected from the providers' documentation of how
 * customer hosts are named.
 */
final class OpenWildcards {
  private static final List<String> DOMAINS =
      List.of(
          // Amazon: S3 buckets, API Gateway, Lambda URLs, CloudFront, Elastic Beanstalk, Amplify.
          "amazonaws.com",
          "on.aws",
          "cloudfront.net",
          "elasticbeanstalk.com",
          "amplifyapp.com",
          "awsapprunner.com",
          // Microsoft: storage accounts, CDN, Front Door, web apps, virtual machines, DevOps.
          "core.windows.net",
          "azureedge.net",
          "azurefd.net",
          "azurewebsites.net",
          "azurestaticapps.net",
          "azurecontainerapps.io",
          "cloudapp.azure.com",
          "cloudapp.net",
          "azure-api.net",
          "visualstudio.com",
          "devtunnels.ms",
          // Google: buckets, Cloud Run, App Engine, Firebase, Functions.
          "googleapis.com",
          "googleusercontent.com",
          "run.app",
          "appspot.com",
          "web.app",
          "firebaseapp.com",
          "firebaseio.com",
          "cloudfunctions.net",
          // Cloudflare: workers, pages, object storage, quick tunnels.
          "workers.dev",
          "pages.dev",
          "r2.dev",
          "cloudflarestorage.com",
          "trycloudflare.com",
          // GitHub and GitLab pages, code spaces.
          "github.io",
          "gitlab.io",
          "github.dev",
          // Other hosts, tunnels and object stores.
          "herokuapp.com",
          "netlify.app",
          "vercel.app",
          "now.sh",
          "fly.dev",
          "onrender.com",
          "railway.app",
          "deno.dev",
          "surge.sh",
          "glitch.me",
          "repl.co",
          "replit.app",
          "replit.dev",
          "supabase.co",
          "ngrok.io",
          "ngrok.app",
          "ngrok.dev",
          "ngrok-free.app",
          "ngrok-free.dev",
          "loca.lt",
          "localhost.run",
          "serveo.net",
          "digitaloceanspaces.com",
          "ondigitalocean.app",
          "backblazeb2.com",
          "wasabisys.com",
          "b-cdn.net",
          "fastly.net",
          "akamaized.net",
          "myshopify.com",
          "wordpress.com",
          "blogspot.com",
          "duckdns.org",
          "webhook.site",
          "requestbin.net",
          "pipedream.net",
          "oast.fun",
          "oast.pro",
          "oast.live",
          "oastify.com",
          "interact.sh");

  private static final Pattern AMAZON_SERVICE =
      Pattern.compile(
          "([a-z]+-[a-z]+-[0-9][.])?(s3|execute-api|compute|elb|lambda-url|dkr[.]ecr)"
              + "([.-](dualstack[.])?[a-z]+-[a-z]+-[0-9])?|[a-z]+-[a-z]+-[0-9]");

  private OpenWildcards() {}

  /** Whether strangers can get a host that this wildcard matches. */
  static boolean contains(HostPattern host) {
    if (!host.isWildcard()) {
      return false;
    }
    var behind = host.text().substring(host.text().lastIndexOf('*') + 1);
    var domain = behind.startsWith(".") ? behind.substring(1) : behind;
    return reachesUnregisteredNames(behind) || DOMAINS.stream().anyMatch(d -> covers(domain, d));
  }

  // *.com, and *github.com, which matches notgithub.com.
  private static boolean reachesUnregisteredNames(String behind) {
    return behind.startsWith(".")
        ? behind.indexOf('.', 1) < 0
        : behind.chars().filter(c -> c == '.').count() < 2;
  }

  private static boolean covers(String domain, String open) {
    return domain.equals(open) || isProviderPart(domain, open) || open.endsWith("." + domain);
  }

  // s3.amazonaws.com and blob.core.windows.net are as open as what they stand below, while
  // acme.s3.amazonaws.com or acme.workers.dev is one customer's.
  private static boolean isProviderPart(String domain, String open) {
    if (!domain.endsWith("." + open)) {
      return false;
    }
    var part = domain.substring(0, domain.length() - open.length() - 1);
    return switch (open) {
      case "core.windows.net" -> !part.contains(".");
      case "amazonaws.com" -> isAmazonService(part);
      case "googleapis.com" -> part.equals("storage") || part.equals("firebasestorage");
      case "cloudflarestorage.com" -> part.equals("r2");
      case "cloudapp.azure.com", "azurestaticapps.net", "azurecontainerapps.io", "railway.app" ->
          !part.contains(".");
      case "run.app" -> part.equals("a");
      default -> false;
    };
  }

  // s3, s3-eu-west-1, s3.dualstack.eu-west-1, eu-west-1.compute, execute-api.eu-west-1, eu-west-1 …
  private static boolean isAmazonService(String part) {
    return AMAZON_SERVICE.matcher(part).matches();
  }
}
