package dev.sallyport.service.pages;

import dev.sallyport.domain.access.Permission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page, made by {@link Frames}. Templates take it as {@code frame}; they show
 * a button exactly where one of its {@code may…} says so, as the server refuses the rest anyway.
 *
 * @param owner the organization that the page is about; null on pages of the installation
 * @param who is signed in; null on a page for anybody
 * @param may what they may do to the owner, or to the installation where there is none
 * @param csrf the token that every form sends back; empty where none is needed
 * @param nonce of this answer's content security policy, for styles made by scripts
 * @param navigation for the sidebar; empty without an owner
 * @param owners to switch to, not necessarily all
 * @param flash what was done by the request before this one
 */
public record Frame(
    @Nullable String owner,
    @Nullable String who,
    Set<Permission> may,
    String csrf,
    String nonce,
    List<Section> navigation,
    List<String> owners,
    @Nullable Flash flash) {

  /** A part of the sidebar; its title may be empty. */
  public record Section(String title, List<Link> links) {}

  /** One line of the sidebar. */
  public record Link(String title, String icon, String href, boolean current) {}

  public boolean mayRead() {
    return may.contains(Permission.READ);
  }

  public boolean mayChangePolicies() {
    return may.contains(Permission.CHANGE_POLICIES);
  }

  public boolean mayManageKeys() {
    return may.contains(Permission.MANAGE_KEYS);
  }

  public boolean mayManageMembers() {
    return may.contains(Permission.MANAGE_MEMBERS);
  }

  public boolean mayManageSuppressionRules() {
    return may.contains(Permission.MANAGE_SUPPRESSION_RULES);
  }

  public boolean mayManageIntegrations() {
    return may.contains(Permission.MANAGE_INTEGRATIONS);
  }

  public boolean mayAddOrganization() {
    return may.contains(Permission.ADD_ORGANIZATION);
  }
}
