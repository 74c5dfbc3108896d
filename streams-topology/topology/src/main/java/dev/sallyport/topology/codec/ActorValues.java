package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.Source;
import dev.sallyport.events.ActorKind;

/** Who, and by which way. */
final class ActorValues {
  private ActorValues() {}

  static dev.sallyport.events.Actor encode(Actor actor) {
    return new dev.sallyport.events.Actor(encode(actor.kind()), actor.id(), actor.name());
  }

  static Actor decode(dev.sallyport.events.Actor actor) {
    return new Actor(decode(actor.getKind()), actor.getId(), actor.getName());
  }

  private static ActorKind encode(Actor.Kind kind) {
    return switch (kind) {
      case API_KEY -> ActorKind.API_KEY;
      case MEMBER -> ActorKind.MEMBER;
      case SYSTEM -> ActorKind.SYSTEM;
    };
  }

  private static Actor.Kind decode(ActorKind kind) {
    return switch (kind) {
      case API_KEY -> Actor.Kind.API_KEY;
      case MEMBER -> Actor.Kind.MEMBER;
      case SYSTEM -> Actor.Kind.SYSTEM;
      case UNKNOWN ->
          throw new IllegalArgumentException("an actor of a kind that a newer version knows");
    };
  }

  static dev.sallyport.events.Source encode(Source source) {
    return switch (source) {
      case API -> dev.sallyport.events.Source.API;
      case TERRAFORM -> dev.sallyport.events.Source.TERRAFORM;
      case MCP -> dev.sallyport.events.Source.MCP;
      case UI -> dev.sallyport.events.Source.UI;
      case COMMAND_LINE -> dev.sallyport.events.Source.COMMAND_LINE;
      case SYSTEM -> dev.sallyport.events.Source.SYSTEM;
      case OTHER -> dev.sallyport.events.Source.OTHER;
    };
  }

  static Source decode(dev.sallyport.events.Source source) {
    return switch (source) {
      case API -> Source.API;
      case TERRAFORM -> Source.TERRAFORM;
      case MCP -> Source.MCP;
      case UI -> Source.UI;
      case COMMAND_LINE -> Source.COMMAND_LINE;
      case SYSTEM -> Source.SYSTEM;
      case OTHER -> Source.OTHER;
    };
  }
}
