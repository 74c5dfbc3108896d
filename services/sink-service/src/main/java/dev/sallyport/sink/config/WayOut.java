package dev.sallyport.sink.config;

import dev.sallyport.sink.courier.Couriers;
import dev.sallyport.sink.email.MailServer;
import dev.sallyport.sink.email.MailServer.Login;
import dev.sallyport.sink.email.MailServer.Protection;
import dev.sallyport.sink.http.AllowedHosts;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.message.Wording;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What goes out of this process, as it is set up; one of each. */
@ApplicationScoped
class WayOut {
  private static final int TLS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;

  @Produces
  @Singleton
  Outgoing outgoing(DestinationSettings settings) {
    return new Outgoing(settings.allowedHosts().orElse(AllowedHosts.NONE), Clock.systemUTC());
  }

  void close(@Disposes Outgoing outgoing) throws IOException {
    outgoing.close();
  }

  @Produces
  @Singleton
  Couriers couriers(
      Outgoing outgoing, DestinationSettings settings, LinkSettings links, Vertx vertx) {
    return new Couriers(
        outgoing,
        new Wording(links.publicUrl().orElse(null)),
        settings.slackUrl(),
        mailServer(settings, vertx),
        Clock.systemUTC());
  }

  private static @Nullable MailServer mailServer(DestinationSettings settings, Vertx vertx) {
    if (settings.mailHost().isEmpty() || settings.mailFrom().isEmpty()) {
      return null;
    }
    var protection = settings.mailProtection();
    return MailServer.at(
        settings.mailHost().get(),
        settings.mailPort().orElse(protection == Protection.TLS ? TLS_PORT : SUBMISSION_PORT),
        protection,
        settings
            .mailUser()
            .flatMap(user -> settings.mailPassword().map(password -> new Login(user, password)))
            .orElse(null),
        settings.mailFrom().get(),
        vertx);
  }
}
