package dev.sallyport.sink.http;

import dev.sallyport.sink.http.Reply.Answered;
import dev.sallyport.sink.http.Reply.NotReached;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one client of this process: whatever goes to a destination by HTTP goes through here.
 *
 * <p>It asks only for addresses that {@link GuardedLookup} lets pass, follows no redirect, uses no
 * proxy, keeps no cookies, answers no challenge, and reads the first {@value #MOST_READ} bytes of
 * an answer. An exchange ends 15 seconds after it began, whatever the other side does: time-outs of
 * a socket begin anew with every byte, so that a receiver which sends one now and then would never
 * meet one.
 */
public final class Outgoing implements AutoCloseable {
  static final int MOST_READ = 65_536;
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ALL = Duration.ofSeconds(15);
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_OF_ONE_HOST = 20;

  private final CloseableHttpClient overTls;
  private final CloseableHttpClient inClear;
  private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
  private final Deadlines deadlines;
  private final Duration limit;
  private final InstantSource clock;

  public Outgoing(AllowedHosts allowed, InstantSource clock) {
    this(allowed, InetAddress::getAllByName, SSLContexts.createDefault(), ALL, clock);
  }

  Outgoing(
      AllowedHosts allowed,
      NameLookup lookup,
      SSLContext trust,
      Duration limit,
      InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
    this.deadlines = new Deadlines(limit);
    var names = new InterruptibleLookup(lookup, lookups);
    // Two clients, since a lookup is not told what for: what is asked of names differs.
    overTls = client(new GuardedLookup(names, allowed, false), trust);
    inClear = client(new GuardedLookup(names, allowed, true), trust);
  }

  private static CloseableHttpClient client(GuardedLookup lookup, SSLContext trust) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(lookup)
            .setTlsSocketStrategy(
                new DefaultClientTlsStrategy(trust, HttpsSupport.getDefaultHostnameVerifier()))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxHeaderCount(MOST_HEADERS)
                            .setMaxLineLength(LONGEST_LINE)
                            .setMaxEmptyLineCount(1)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECTING))
                    .setSocketTimeout(Timeout.of(ALL))
                    // One that was closed in a shorter while is noticed by OnANewConnection.
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    // Names may lead elsewhere by then, and what is allowed was asked at opening.
                    .setTimeToLive(TimeValue.ofMinutes(1))
                    .build())
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(MOST_OF_ONE_HOST)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(ALL))
                .setResponseTimeout(Timeout.of(ALL))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("Sallyport")
        .disableAuthCaching()
        .setRetryStrategy(new OnANewConnection())
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .evictExpiredConnections()
        .evictIdleConnections(TimeValue.ofSeconds(30))
        .build();
  }

  /**
   * Sends it; more than once only as {@link OnANewConnection} tells. What goes wrong is a reply.
   */
  public Reply post(Post post) {
    var request = new HttpPost(post.to());
    post.headers().forEach(header -> request.addHeader(header.name(), header.value()));
    request.setEntity(new ByteArrayEntity(post.bytes(), null));
    try (var exchange = deadlines.begin(request)) {
      Reply reply;
      try {
        reply = exchange(request, post);
      } catch (RuntimeException e) {
        if (exchange.ended()) { // under the client's hands
          return tooLate();
        }
        throw e;
      }
      return reply instanceof NotReached && exchange.ended() ? tooLate() : reply;
    }
  }

  private NotReached tooLate() {
    return new NotReached("no answer within %d seconds".formatted(limit.toSeconds()));
  }

  private Reply exchange(HttpPost request, Post post) {
    var to = post.to();
    var client = "https".equalsIgnoreCase(to.getScheme()) ? overTls : inClear;
    try {
      var response =
          client.executeOpen(
              new HttpHost(to.getScheme(), to.getHost(), to.getPort()), request, null);
      return read(response, request, post);
    } catch (IOException e) {
      return new NotReached(Failures.words(e, to));
    }
  }

  private Reply read(ClassicHttpResponse response, HttpPost request, Post post) throws IOException {
    var ended = false;
    try {
      var entity = response.getEntity();
      var content = entity == null ? InputStream.nullInputStream() : entity.getContent();
      var body = content.readNBytes(MOST_READ);
      ended = content.read() < 0;
      return new Answered(
          response.getCode(),
          WhatWasSaid.of(body, post.secrets()),
          location(response),
          pause(response));
    } finally {
      if (ended) {
        response.close();
      } else {
        // Closing would read all the rest first, to use the connection again.
        request.abort();
      }
    }
  }

  private static @Nullable String location(ClassicHttpResponse response) {
    var header = response.getFirstHeader("Location");
    if (header == null || header.getValue() == null) {
      return null;
    }
    try {
      var location = new URI(header.getValue());
      return location.getHost() == null
          ? "another path"
          : "%s://%s".formatted(location.getScheme(), location.getRawAuthority());
    } catch (URISyntaxException _) {
      return "what is no address";
    }
  }

  private @Nullable Duration pause(ClassicHttpResponse response) {
    var header = response.getFirstHeader("Retry-After");
    return header == null || header.getValue() == null
        ? null
        : RetryAfter.of(header.getValue(), clock.instant());
  }

  @Override
  public void close() throws IOException {
    deadlines.close();
    lookups.shutdownNow();
    overTls.close();
    inClear.close();
  }
}
