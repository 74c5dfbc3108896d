package dev.sallyport.service.management;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.ChangeRequests.Answered;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all operations share that change one policy. */
final class Saving {
  private Saving() {}

  /** The revision that the decider is to insist on; null if any will do. */
  static @Nullable Long expected(
      Reads reads, Owner owner, PolicyName policy, Precondition precondition) {
    return switch (precondition) {
      case Precondition.None _, Precondition.Exists _, Precondition.Absent _ -> null;
      case Precondition.Revision revision ->
          revision.expected(
              reads.here(
                  owner,
                  book -> {
                    var entry = book.livePolicy(policy);
                    return entry == null ? null : entry.revision();
                  }));
    };
  }

  static Response answer(String owner, String policy, Answered answered, List<Finding> warnings) {
    var done = answered.done();
    var stamp = done.stamp();
    var response =
        Response.status(stamp != null && stamp.created() ? 201 : 200)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(SavedJson.of(owner, policy, done, warnings));
    if (stamp != null) {
      response.header(HttpHeaders.ETAG, Precondition.tag(stamp.revision()));
    }
    return answered.mark(response).build();
  }
}
