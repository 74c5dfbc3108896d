package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy stands, as the Terraform provider sends it (gh-policy-store.go). One policy may
 * stand at several levels at once: {@code apply_to_org} beside {@code repos}, {@code apply_to_repo}
 * beside {@code workflows}.
 *
 * @param org left out when nothing of the organization is attached: an empty object would be read
 *     as an attachment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttachmentsJson(
    @Nullable Organization org, @Nullable List<@Nullable String> clusters) {

  /**
   * @param name the owner
   * @param applyToOrg the whole organization only if true; missing means false
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Organization(
      @Nullable String name,
      @JsonProperty("apply_to_org") @Nullable Boolean applyToOrg,
      @Nullable List<@Nullable Repository> repos) {}

  /**
   * @param applyToRepo the whole repository only if true; missing means false
   * @param workflows file names such as {@code ci.yml}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Repository(
      @Nullable String name,
      @JsonProperty("apply_to_repo") @Nullable Boolean applyToRepo,
      @Nullable List<@Nullable String> workflows) {}
}
