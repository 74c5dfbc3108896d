package dev.sallyport.service.config;

import dev.sallyport.settings.BackboneCheck;
import dev.sallyport.settings.RefusedConfiguration;
import dev.sallyport.settings.SettingNames;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/** What no single setting can tell: settings that need each other, and names that nobody reads. */
@ApplicationScoped
class SettingsCheck {
  static final Set<String> KNOWN =
      Set.of(
          "SALLYPORT_HTTP_HOST",
          "SALLYPORT_HTTP_PORT",
          "SALLYPORT_TLS_CERT",
          "SALLYPORT_TLS_KEY",
          "SALLYPORT_TLS_TERMINATED_BY_PROXY",
          "SALLYPORT_PUBLIC_URL",
          "SALLYPORT_TRUSTED_PROXIES",
          "SALLYPORT_TENANT",
          "SALLYPORT_ADMIN_KEY",
          "SALLYPORT_SESSION_SECRET",
          "SALLYPORT_INSTANCE_ADDRESS",
          "SALLYPORT_TELEMETRY_SECRET",
          "SALLYPORT_TELEMETRY_SECRET_PREVIOUS",
          "SALLYPORT_TELEMETRY_BASELINE_STABLE_AFTER",
          "SALLYPORT_SIGN_IN_ISSUER",
          "SALLYPORT_SIGN_IN_CLIENT_ID",
          "SALLYPORT_SIGN_IN_CLIENT_SECRET",
          "SALLYPORT_SIGN_IN_NAME",
          "SALLYPORT_SIGN_IN_ALLOWED_DOMAINS",
          "SALLYPORT_SIGN_IN_ALLOWED_TENANTS",
          "SALLYPORT_SIGN_IN_ROLES_CLAIM",
          "SALLYPORT_SIGN_IN_ROLES",
          "SALLYPORT_SIGN_IN_LOCAL",
          "SALLYPORT_OIDC_GITHUB_ISSUER",
          "SALLYPORT_OIDC_GITHUB_AUDIENCES",
          "SALLYPORT_GITHUB_TOKEN",
          "SALLYPORT_GITHUB_APP_ID",
          "SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE",
          "SALLYPORT_GITHUB_API_URL",
          "SALLYPORT_DATA_DIR",
          "SALLYPORT_PARTITIONS",
          "SALLYPORT_SINKS_SECRETS_KEY",
          "SALLYPORT_SINKS_SECRETS_KEY_PREVIOUS",
          "SALLYPORT_SINKS_MAIL_HOST",
          "SALLYPORT_SINKS_MAIL_FROM",
          "SALLYPORT_BLOCK_LIST_FILE",
          "SALLYPORT_BENCH_NO_OP");

  // Read by the launcher, by the sink service, by clients and by the tests of the build from the
  // same environment.
  private static final Set<String> OF_OTHERS =
      Set.of(
          "SALLYPORT_JAVA_HOME",
          "SALLYPORT_URL",
          "SALLYPORT_API_KEY",
          "SALLYPORT_BROKER_LIB",
          "SALLYPORT_REGISTRY_DIR",
          "SALLYPORT_SINKS_HTTP_HOST",
          "SALLYPORT_SINKS_HTTP_PORT",
          "SALLYPORT_SINKS_ALLOWED_HOSTS",
          "SALLYPORT_SINKS_SLACK_URL",
          "SALLYPORT_SINKS_MAIL_PORT",
          "SALLYPORT_SINKS_MAIL_PROTECTION",
          "SALLYPORT_SINKS_MAIL_USER",
          "SALLYPORT_SINKS_MAIL_PASSWORD",
          "SALLYPORT_UPDATE");

  private final Config config;
  private final HttpSettings http;
  private final TlsSettings tls;
  private final InstallationSettings installation;
  private final TelemetrySettings telemetry;
  private final SignInSettings signIn;
  private final GitHubSettings gitHub;
  private final InstanceSettings instance;
  private final SessionSettings session;

  @Inject
  SettingsCheck(
      Config config,
      HttpSettings http,
      TlsSettings tls,
      InstallationSettings installation,
      TelemetrySettings telemetry,
      SignInSettings signIn,
      GitHubSettings gitHub,
      InstanceSettings instance,
      SessionSettings session) {
    this.config = config;
    this.http = http;
    this.tls = tls;
    this.installation = installation;
    this.telemetry = telemetry;
    this.signIn = signIn;
    this.gitHub = gitHub;
    this.instance = instance;
    this.session = session;
  }

  void refuse(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
    var problems = new ArrayList<String>();
    problems.addAll(unknown(config.getPropertyNames()));
    problems.addAll(problems());
    if (!problems.isEmpty()) {
      throw new RefusedConfiguration(problems);
    }
  }

  static List<String> unknown(Iterable<String> names) {
    var unknown = new TreeSet<String>();
    for (var name : names) {
      var variable = SettingNames.variable(name);
      if (variable.startsWith("SALLYPORT_")
          && !KNOWN.contains(indexless(variable))
          && !OF_OTHERS.contains(variable)
          && !variable.startsWith("SALLYPORT_KAFKA_")
          && !variable.startsWith("SALLYPORT_SCHEMA_REGISTRY_")
          && !variable.startsWith("SALLYPORT_ARCHIVE_") // the sink service refuses misspelled ones
          && !variable.startsWith("SALLYPORT_TEST_")) {
        unknown.add(variable + " is not a setting: compare the spelling with the reference");
      }
    }
    return List.copyOf(unknown);
  }

  // A list in a properties file is spelled sallyport.trusted-proxies[0].
  private static String indexless(String variable) {
    return variable.replaceFirst("_[0-9]+_$", "");
  }

  private List<String> problems() {
    var problems = new ArrayList<String>();
    if (tls.cert().isPresent() != tls.key().isPresent()) {
      problems.add("SALLYPORT_TLS_CERT and SALLYPORT_TLS_KEY need each other: set both or neither");
    }
    unreadable("SALLYPORT_TLS_CERT", tls.cert()).ifPresent(problems::add);
    unreadable("SALLYPORT_TLS_KEY", tls.key()).ifPresent(problems::add);
    unreadable("SALLYPORT_BLOCK_LIST_FILE", installation.blockListFile())
        .or(() -> installation.blockListFile().flatMap(SettingsCheck::unusable))
        .ifPresent(problems::add);
    if (tls.cert().isEmpty() && !tls.terminatedByProxy() && !Urls.isLoopback(http.host())) {
      problems.add(
          "SALLYPORT_HTTP_HOST is %s: beyond loopback, keys would travel in clear; set "
                  .formatted(http.host())
              + "SALLYPORT_TLS_CERT and SALLYPORT_TLS_KEY, or SALLYPORT_TLS_TERMINATED_BY_PROXY=true");
    }
    if (telemetry.secretPrevious().isPresent() && telemetry.secret().isEmpty()) {
      problems.add(
          "SALLYPORT_TELEMETRY_SECRET_PREVIOUS is set without SALLYPORT_TELEMETRY_SECRET: set the new"
              + " secret too");
    }
    if (instance.address().isPresent() && session.secret().isEmpty()) {
      problems.add(
          "SALLYPORT_INSTANCE_ADDRESS is set without SALLYPORT_SESSION_SECRET: instances know each"
              + " other by it, so set the same one for all of them");
    }
    problems.addAll(SignInCheck.problems(signIn, installation.publicUrl()));
    problems.addAll(GitHubCheck.problems(gitHub));
    problems.addAll(BackboneCheck.problems(config));
    return problems;
  }

  private static Optional<String> unusable(Path blockList) {
    try {
      var _ = BlockListFile.read(blockList);
      return Optional.empty();
    } catch (BlockListFile.Unusable e) {
      return Optional.of(
          "SALLYPORT_BLOCK_LIST_FILE is %s: %s".formatted(blockList, e.getMessage()));
    }
  }

  private static Optional<String> unreadable(String setting, Optional<Path> file) {
    return file.filter(path -> !Files.isReadable(path))
        .map(path -> "%s is %s, which is no file that can be read".formatted(setting, path));
  }
}
