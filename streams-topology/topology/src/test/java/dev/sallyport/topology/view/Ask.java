package dev.sallyport.topology.view;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short ways to say what tests ask for. */
public final class Ask {
  private Ask() {}

  public static Submission of(Owner owner, PolicyCommand command, Instant notAfter) {
    return new Submission(
        new CommandId(UUID.randomUUID()),
        owner,
        command,
        Actor.system("test"),
        Source.API,
        notAfter,
        command.getClass().getSimpleName(),
        true);
  }

  /** A policy that allows one host. */
  public static PolicyContent allowing(String host) {
    var text = "# für Prüfungen\negress-policy: block\nallowed-endpoints: " + host + ":443\n";
    return switch (PolicyDocument.read(text)) {
      case Reading.Readable(var document, _) -> new PolicyContent(text, document.rules());
      case Reading.Unreadable unreadable ->
          throw new IllegalArgumentException(unreadable.toString());
    };
  }

  public static PolicyCommand create(String policy, String host) {
    return new PolicyCommand.CreatePolicy(new PolicyName(policy), allowing(host));
  }

  public static PolicyCommand update(String policy, String host) {
    return new PolicyCommand.UpdatePolicy(new PolicyName(policy), allowing(host), null, null);
  }

  public static PolicyCommand delete(String policy) {
    return new PolicyCommand.DeletePolicy(new PolicyName(policy), null);
  }

  public static PolicyCommand attach(String policy, Scope... scopes) {
    return new PolicyCommand.AttachPolicy(new PolicyName(policy), List.of(scopes), null);
  }

  public static PolicyCommand replace(String policy, Scope... scopes) {
    return new PolicyCommand.ReplaceAttachments(new PolicyName(policy), List.of(scopes), null);
  }

  public static PolicyCommand detach(String policy, Scope... scopes) {
    return new PolicyCommand.DetachPolicy(new PolicyName(policy), List.of(scopes), null);
  }

  public static PolicyCommand issue(String secret) {
    return new PolicyCommand.IssueApiKey(key(secret));
  }

  public static ApiKey key(String secret) {
    return new ApiKey(KeyHash.of(secret), KeyKind.RUNNER, "key", null, false);
  }

  public static Scope workflow(String repository, String file) {
    return new Scope.Workflow(RepositoryName.of(repository), new WorkflowFile(file));
  }

  public static Scope repository(String repository) {
    return new Scope.Repository(RepositoryName.of(repository));
  }

  public static Scope organization() {
    return new Scope.Organization();
  }

  public static Scope cluster(String name) {
    return new Scope.Cluster(new ClusterName(name));
  }

  public static Job job(Owner owner, String repository, String file) {
    return job(owner, repository, file, null);
  }

  public static Job job(Owner owner, String repository, String file, @Nullable String cluster) {
    return new Job(
        owner,
        RepositoryName.of(repository),
        new WorkflowFile(file),
        cluster == null ? null : new ClusterName(cluster));
  }
}
