package dev.sallyport.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** What a user is told once everything is ready, the admin key on the very first start. */
final class Welcome {
  private static final int ASKING = 50;
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Plan plan;
  private final DataDirectory data;
  private final Announcer announcer;

  Welcome(Plan plan, DataDirectory data, Announcer announcer) {
    this.plan = plan;
    this.data = data;
    this.announcer = announcer;
  }

  void say(ServiceProbe probe) throws IOException, InterruptedException {
    announcer.say("Ready.");
    announcer.show("");
    announcer.show("  URL        " + publicUrl());
    if (plan.adminKey().isPresent()) {
      begin(plan.adminKey().get(), probe);
    }
    announcer.show("  Data       " + data.path());
    announcer.show("  Logs       " + data.logs());
    announcer.show("");
    announcer.show("Ctrl-C stops everything; the data stays.");
  }

  private URI publicUrl() {
    return plan.settings().http().publicUrl().orElse(plan.url());
  }

  // The file goes only when the service is known to have taken the key, or to have another: until
  // then a crash would lose it.
  private void begin(String key, ServiceProbe probe) throws IOException, InterruptedException {
    var opens = opens(key, probe);
    var isPreset = plan.settings().adminKey().filter(key::equals).isPresent();
    if (opens.equals(Optional.of(false))) {
      announcer.show(
          "  Admin key  the one issued before (lost? ./sallyport keys reset-admin issues another)");
    } else if (isPreset) {
      announcer.show("  Admin key  the one in " + Setting.ADMIN_KEY.variable());
    } else {
      announcer.show("  Admin key  " + key + "   (shown this once)");
    }
    if (opens.isPresent()) {
      Plan.completeFirstStart(data);
      Files.deleteIfExists(data.pendingAdminKey());
    }
  }

  // An existing Kafka may hold an installation that began elsewhere, with another key.
  private Optional<Boolean> opens(String key, ServiceProbe probe) throws InterruptedException {
    Optional<Boolean> opens = Optional.empty();
    for (int attempt = 0; attempt < ASKING && !opens.equals(Optional.of(true)); attempt++) {
      if (attempt > 0) {
        Thread.sleep(BETWEEN);
      }
      opens = probe.opens(plan.settings().tenant(), key);
    }
    return opens;
  }
}
