package dev.sallyport.cli;

import java.util.Optional;

/**
 * Every setting of {@code up}: its flag, its environment variable, and what holds without either. A
 * flag wins.
 */
enum Setting {
  HTTP_PORT("--port", "SALLYPORT_HTTP_PORT", "PORT", "8080", "Port of the API and the web pages."),
  HTTP_HOST(
      "--host",
      "SALLYPORT_HTTP_HOST",
      "ADDRESS",
      "127.0.0.1",
      "Address to listen on. Beyond loopback it takes a certificate, or a proxy that has one."),
  TLS_CERT(
      "--tls-cert",
      "SALLYPORT_TLS_CERT",
      "FILE",
      "",
      "PEM file with the certificate chain to serve HTTPS with; ./sallyport certs makes one."),
  TLS_KEY(
      "--tls-key", "SALLYPORT_TLS_KEY", "FILE", "", "PEM file with the key of that certificate."),
  TLS_TERMINATED_BY_PROXY(
      "--tls-terminated-by-proxy",
      "SALLYPORT_TLS_TERMINATED_BY_PROXY",
      "true|false",
      "false",
      "Whether a proxy in front serves HTTPS, so that plain HTTP beyond loopback is meant."),
  PUBLIC_URL(
      "--public-url",
      "SALLYPORT_PUBLIC_URL",
      "URL",
      "",
      "Under which clients reach this installation, where it differs from address and port: up shows it, and demo asks there."),
  TRUSTED_PROXIES(
      "--trusted-proxies",
      "SALLYPORT_TRUSTED_PROXIES",
      "ADDRESSES",
      "",
      "Addresses and networks, comma-separated, whose X-Forwarded-* headers are believed. Forwarded is never read."),
  DATA_DIR(
      "--data",
      "SALLYPORT_DATA_DIR",
      "FOLDER",
      ".sallyport",
      "Where everything is kept: the log of events, schemas, settings of the first start."),
  TENANT("--tenant", "SALLYPORT_TENANT", "NAME", "default", "The {customer} in URLs."),
  ADMIN_KEY(
      "",
      "SALLYPORT_ADMIN_KEY",
      "KEY",
      "",
      "On the first start, the key to begin with instead of a random one. No flag: other users of a machine see flags."),
  SESSION_SECRET(
      "",
      "SALLYPORT_SESSION_SECRET",
      "SECRET",
      "",
      "What sessions of browsers are authenticated with, the same for all instances of an installation. Without it, made at the first start and kept in the data folder. No flag."),
  INSTANCE_ADDRESS(
      "",
      "SALLYPORT_INSTANCE_ADDRESS",
      "HOST:PORT",
      "",
      "Where several instances run: under which the others reach this one, so that each answers for what another holds. Needs SALLYPORT_SESSION_SECRET, the same for all."),
  TELEMETRY_SECRET(
      "",
      "SALLYPORT_TELEMETRY_SECRET",
      "SECRET",
      "",
      "What one-time keys of jobs are authenticated with, the same for all instances of an installation. Without it, made at the first start and kept in the data folder. No flag."),
  TELEMETRY_SECRET_PREVIOUS(
      "",
      "SALLYPORT_TELEMETRY_SECRET_PREVIOUS",
      "SECRET",
      "",
      "The secret before that one, so that jobs which run go on reporting after a change. No flag."),
  TELEMETRY_BASELINE_STABLE_AFTER(
      "",
      "SALLYPORT_TELEMETRY_BASELINE_STABLE_AFTER",
      "RUNS",
      "100",
      "How many runs in a row without a new endpoint make a baseline stable; from then on, a new one is a detection."),
  SIGN_IN_ISSUER(
      "",
      "SALLYPORT_SIGN_IN_ISSUER",
      "URL",
      "",
      "The OpenID Connect issuer that people sign in at. Without it, they sign in with a key."),
  SIGN_IN_CLIENT_ID(
      "",
      "SALLYPORT_SIGN_IN_CLIENT_ID",
      "ID",
      "",
      "As what Sallyport is registered at the issuer; needed with it."),
  SIGN_IN_CLIENT_SECRET(
      "",
      "SALLYPORT_SIGN_IN_CLIENT_SECRET",
      "SECRET",
      "",
      "The secret that goes with the client id; needed with the issuer."),
  SIGN_IN_NAME(
      "",
      "SALLYPORT_SIGN_IN_NAME",
      "TEXT",
      "single sign-on",
      "What people call the identity provider: the button says Sign in with TEXT."),
  SIGN_IN_ALLOWED_DOMAINS(
      "",
      "SALLYPORT_SIGN_IN_ALLOWED_DOMAINS",
      "DOMAINS",
      "",
      "Comma-separated: the claim hd has to be one of these. Needed with Google."),
  SIGN_IN_ALLOWED_TENANTS(
      "",
      "SALLYPORT_SIGN_IN_ALLOWED_TENANTS",
      "IDS",
      "",
      "Comma-separated: the claim tid has to be one of these. Needed with Entra."),
  SIGN_IN_ROLES_CLAIM(
      "",
      "SALLYPORT_SIGN_IN_ROLES_CLAIM",
      "CLAIM",
      "",
      "The claim of the ID token that roles are taken from, a text or a list of texts, such as groups."),
  SIGN_IN_ROLES(
      "",
      "SALLYPORT_SIGN_IN_ROLES",
      "VALUE=ROLE,…",
      "",
      "Which value of that claim stands for which role: VALUE=ROLE in every organization, VALUE=ROLE@OWNER in one."),
  SIGN_IN_LOCAL(
      "",
      "SALLYPORT_SIGN_IN_LOCAL",
      "true|false",
      "true",
      "Whether a key signs in as well. False needs an issuer."),
  OIDC_GITHUB_ISSUER(
      "--oidc-github-issuer",
      "SALLYPORT_OIDC_GITHUB_ISSUER",
      "URL",
      "https://token.actions.githubusercontent.com",
      "Who issues the OIDC tokens of jobs."),
  GITHUB_TOKEN(
      "",
      "SALLYPORT_GITHUB_TOKEN",
      "TOKEN",
      "",
      "What GitHub is asked with to cancel the workflow run of a job that lockdown mode ends. Without it or an app, no run is cancelled. No flag."),
  GITHUB_APP_ID(
      "",
      "SALLYPORT_GITHUB_APP_ID",
      "ID",
      "",
      "The client id, or the number, of the GitHub App that cancels workflow runs, in place of a token."),
  GITHUB_APP_PRIVATE_KEY_FILE(
      "",
      "SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE",
      "FILE",
      "",
      "PEM file with a private key of that app, as GitHub gives it; needed with it."),
  GITHUB_API_URL(
      "",
      "SALLYPORT_GITHUB_API_URL",
      "URL",
      "https://api.github.com",
      "GitHub's REST API; of a GitHub Enterprise Server https://HOST/api/v3."),
  ARCHIVE_BUCKET(
      "",
      "SALLYPORT_ARCHIVE_BUCKET",
      "NAME",
      "",
      "The S3 bucket that everything committed is archived in. Without it, nothing is archived."),
  ARCHIVE_PREFIX(
      "",
      "SALLYPORT_ARCHIVE_PREFIX",
      "PATH",
      "",
      "Stands before every name in that bucket; an installation that was made anew needs another."),
  ARCHIVE_ENDPOINT(
      "",
      "SALLYPORT_ARCHIVE_ENDPOINT",
      "URL",
      "",
      "Of anything that speaks S3. Without it, AWS itself."),
  ARCHIVE_REGION(
      "", "SALLYPORT_ARCHIVE_REGION", "REGION", "us-east-1", "The region of the bucket."),
  ARCHIVE_PATH_STYLE(
      "",
      "SALLYPORT_ARCHIVE_PATH_STYLE",
      "true|false",
      "",
      "Whether the bucket stands in the path of URLs. True where an endpoint is named."),
  ARCHIVE_ACCESS_KEY_ID(
      "",
      "SALLYPORT_ARCHIVE_ACCESS_KEY_ID",
      "ID",
      "",
      "An access key. Without it, the credentials that AWS's own clients find: environment, profile, web identity, container, instance."),
  ARCHIVE_SECRET_ACCESS_KEY(
      "",
      "SALLYPORT_ARCHIVE_SECRET_ACCESS_KEY",
      "SECRET",
      "",
      "The secret that goes with it. No flag."),
  ARCHIVE_ROLE_ARN(
      "",
      "SALLYPORT_ARCHIVE_ROLE_ARN",
      "ARN",
      "",
      "A role to assume (STS) with these credentials."),
  ARCHIVE_CUT_BYTES(
      "",
      "SALLYPORT_ARCHIVE_CUT_BYTES",
      "BYTES",
      "8M",
      "An object is written when its records come to so much before they are compressed: 64K to 64M, and in memory for each partition."),
  ARCHIVE_CUT_AFTER(
      "",
      "SALLYPORT_ARCHIVE_CUT_AFTER",
      "TIME",
      "5m",
      "Or when its first record waits for so long: 1s to 24h."),
  ARCHIVE_SIGNING_KEY_FILE(
      "",
      "SALLYPORT_ARCHIVE_SIGNING_KEY_FILE",
      "FILE",
      "",
      "PEM file with the Ed25519 key that manifests are signed with. Without it, they are not signed."),
  PARTITIONS(
      "--partitions",
      "SALLYPORT_PARTITIONS",
      "NUMBER",
      "",
      "Of every topic, fixed at the first start. 6 with a broker of its own, 48 with an existing one."),
  LOCAL_KAFKA_PORT(
      "--kafka-port",
      "SALLYPORT_LOCAL_KAFKA_PORT",
      "PORT",
      "",
      "Port of the broker that is started here. A free one, kept from start to start."),
  LOCAL_REGISTRY_PORT(
      "--registry-port",
      "SALLYPORT_LOCAL_REGISTRY_PORT",
      "PORT",
      "",
      "Port of the schema registry that is started here. A free one, kept from start to start."),
  KAFKA_BOOTSTRAP_SERVERS(
      "--kafka-bootstrap-servers",
      "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS",
      "HOST:PORT,…",
      "",
      "An existing Kafka to use; none is started then. SALLYPORT_KAFKA_X_Y is its client property x.y."),
  SCHEMA_REGISTRY_URL(
      "--schema-registry-url",
      "SALLYPORT_SCHEMA_REGISTRY_URL",
      "URL",
      "",
      "An existing schema registry (its Confluent API) to use; none is started then."),
  WITHOUT_SINKS(
      "--without-sinks",
      "SALLYPORT_WITHOUT_SINKS",
      "true|false",
      "false",
      "Whether to leave out the sink service, which tells webhooks, Slack and others what happens: there are no integrations then."),
  SINKS_SECRETS_KEY(
      "",
      "SALLYPORT_SINKS_SECRETS_KEY",
      "SECRET",
      "",
      "What secrets of integrations are encrypted with, the same for all services of an installation. Without it, made at the first start and kept in the data folder. No flag."),
  SINKS_SECRETS_KEY_PREVIOUS(
      "",
      "SALLYPORT_SINKS_SECRETS_KEY_PREVIOUS",
      "SECRET",
      "",
      "The key before that one: what was encrypted with it is encrypted anew. No flag."),
  SINKS_ALLOWED_HOSTS(
      "",
      "SALLYPORT_SINKS_ALLOWED_HOSTS",
      "HOSTS",
      "",
      "Comma-separated names of hosts, addresses and networks that integrations may lead to although they are not public, or although they are told in clear."),
  SINKS_SLACK_URL(
      "",
      "SALLYPORT_SINKS_SLACK_URL",
      "URL",
      "https://slack.com/api/chat.postMessage",
      "By which method bots post: Slack's, or that of a server that speaks the same."),
  SINKS_MAIL_HOST(
      "",
      "SALLYPORT_SINKS_MAIL_HOST",
      "HOST",
      "",
      "The mail server. Without it, no integration sends mail."),
  SINKS_MAIL_PORT(
      "",
      "SALLYPORT_SINKS_MAIL_PORT",
      "PORT",
      "",
      "Port of the mail server. 465 with tls, else 587."),
  SINKS_MAIL_PROTECTION(
      "",
      "SALLYPORT_SINKS_MAIL_PROTECTION",
      "tls|starttls|none",
      "starttls",
      "How mail is protected on its way to the server: TLS from the first byte, TLS that the server is asked for and has to have, or nothing."),
  SINKS_MAIL_FROM(
      "",
      "SALLYPORT_SINKS_MAIL_FROM",
      "ADDRESS",
      "",
      "Whom mail is from; needed with the mail server."),
  SINKS_MAIL_USER(
      "",
      "SALLYPORT_SINKS_MAIL_USER",
      "USER",
      "",
      "Whom the mail server lets in; with a password."),
  SINKS_MAIL_PASSWORD(
      "", "SALLYPORT_SINKS_MAIL_PASSWORD", "PASSWORD", "", "That of the user. No flag."),
  SERVICE_JVM_OPTIONS(
      "--service-jvm-options",
      "SALLYPORT_SERVICE_JVM_OPTIONS",
      "OPTIONS",
      "",
      "JVM options of the policy service, separated by blanks, such as -Xmx2g.");

  static final String PREFIX = "SALLYPORT_";
  static final String KAFKA_PREFIX = "SALLYPORT_KAFKA_";
  static final String REGISTRY_PREFIX = "SALLYPORT_SCHEMA_REGISTRY_";

  private final String flag;
  private final String variable;
  private final String label;
  private final String standard;
  private final String description;

  Setting(String flag, String variable, String label, String standard, String description) {
    this.flag = flag;
    this.variable = variable;
    this.label = label;
    this.standard = standard;
    this.description = description;
  }

  Optional<String> flag() {
    return flag.isEmpty() ? Optional.empty() : Optional.of(flag);
  }

  String variable() {
    return variable;
  }

  String label() {
    return label;
  }

  /** What holds if nothing is set; empty where that is "nothing" or depends on other settings. */
  String standard() {
    return standard;
  }

  String description() {
    return description;
  }

  /** Whether its value is never shown. */
  boolean secret() {
    return this == ADMIN_KEY
        || this == SESSION_SECRET
        || this == TELEMETRY_SECRET
        || this == TELEMETRY_SECRET_PREVIOUS
        || this == SINKS_SECRETS_KEY
        || this == SINKS_SECRETS_KEY_PREVIOUS
        || this == SINKS_MAIL_PASSWORD
        || this == SIGN_IN_CLIENT_SECRET
        || this == GITHUB_TOKEN
        || this == ARCHIVE_SECRET_ACCESS_KEY;
  }

  /** Whether it is the service's own business, and handed on to it as it is set. */
  boolean handedOn() {
    return switch (this) {
      case SESSION_SECRET,
          INSTANCE_ADDRESS,
          TELEMETRY_SECRET,
          TELEMETRY_SECRET_PREVIOUS,
          TELEMETRY_BASELINE_STABLE_AFTER,
          SIGN_IN_ISSUER,
          SIGN_IN_CLIENT_ID,
          SIGN_IN_CLIENT_SECRET,
          SIGN_IN_NAME,
          SIGN_IN_ALLOWED_DOMAINS,
          SIGN_IN_ALLOWED_TENANTS,
          SIGN_IN_ROLES_CLAIM,
          SIGN_IN_ROLES,
          SIGN_IN_LOCAL,
          GITHUB_TOKEN,
          GITHUB_APP_ID,
          GITHUB_APP_PRIVATE_KEY_FILE,
          GITHUB_API_URL,
          ARCHIVE_BUCKET,
          ARCHIVE_PREFIX,
          ARCHIVE_ENDPOINT,
          ARCHIVE_REGION,
          ARCHIVE_PATH_STYLE,
          ARCHIVE_ACCESS_KEY_ID,
          ARCHIVE_SECRET_ACCESS_KEY,
          ARCHIVE_ROLE_ARN,
          ARCHIVE_CUT_BYTES,
          ARCHIVE_CUT_AFTER,
          ARCHIVE_SIGNING_KEY_FILE,
          SINKS_SECRETS_KEY_PREVIOUS,
          SINKS_ALLOWED_HOSTS,
          SINKS_SLACK_URL,
          SINKS_MAIL_HOST,
          SINKS_MAIL_PORT,
          SINKS_MAIL_PROTECTION,
          SINKS_MAIL_FROM,
          SINKS_MAIL_USER,
          SINKS_MAIL_PASSWORD ->
          true;
      case HTTP_PORT,
          HTTP_HOST,
          TLS_CERT,
          TLS_KEY,
          TLS_TERMINATED_BY_PROXY,
          PUBLIC_URL,
          TRUSTED_PROXIES,
          DATA_DIR,
          TENANT,
          ADMIN_KEY,
          OIDC_GITHUB_ISSUER,
          PARTITIONS,
          LOCAL_KAFKA_PORT,
          LOCAL_REGISTRY_PORT,
          KAFKA_BOOTSTRAP_SERVERS,
          SCHEMA_REGISTRY_URL,
          WITHOUT_SINKS,
          SINKS_SECRETS_KEY,
          SERVICE_JVM_OPTIONS ->
          false;
    };
  }

  /** Both ways to set it, for messages. */
  String ways() {
    return flag.isEmpty() ? variable : flag + " or " + variable;
  }
}
