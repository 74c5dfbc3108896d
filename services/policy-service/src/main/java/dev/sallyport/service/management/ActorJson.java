package dev.sallyport.service.management;

import dev.sallyport.domain.event.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who did it.
 *
 * @param kind {@code api-key}, {@code member} or {@code system}
 * @param id what {@code ?actor=} of the audit log takes
 */
@Schema(name = "Actor")
public record ActorJson(String kind, String id, String name) {
  public static ActorJson of(Actor actor) {
    var kind =
        switch (actor.kind()) {
          case API_KEY -> "api-key";
          case MEMBER -> "member";
          case SYSTEM -> "system";
        };
    return new ActorJson(kind, actor.id(), actor.name());
  }
}
