package dev.sallyport.service.management;

import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;

final class Advising {
  private Advising() {}

  static List<AdviceJson> on(OwnerBook book, PolicyName policy, List<Scope> after) {
    return List.of();
  }
}
