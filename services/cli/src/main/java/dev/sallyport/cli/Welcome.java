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
      announcer.show("  Admin key  " + shown(plan.adminKey().get(), probe));
    }
    announcer.show("  Data       " + data.path());
    announcer.show("  Logs       " + data.logs());
    announcer.show("");
    announcer.show("Ctrl-C stops everything; the data stays.");
    Plan.completeFirstStart(data);
    Files.deleteIfExists(data.pendingAdminKey());
  }

  private URI publicUrl() {
    return plan.settings().http().publicUrl().orElse(plan.url());
  }

  private String shown(String key, ServiceProbe probe) throws InterruptedException {
    if (hasEarlierKey(key, probe)) {
      return "the one issued before (lost? ./sallyport keys reset-admin issues another)";
    }
    var preset = plan.settings().adminKey().filter(key::equals);
    return preset.isPresent()
        ? "the one in " + Setting.ADMIN_KEY.variable()
        : key + "   (shown this once)";
  }

  // An existing Kafka may hold an installation that began elsewhere, with another key.
  private boolean hasEarlierKey(String key, ServiceProbe probe) throws InterruptedException {
    Optional<Boolean> opens = Optional.empty();
    for (int attempt = 0; attempt < ASKING; attempt++) {
      opens = probe.opens(plan.settings().tenant(), key);
      if (!opens.equals(Optional.of(false))) {
        break;
      }
      Thread.sleep(BETWEEN);
    }
    return opens.equals(Optional.of(false));
  }
}
