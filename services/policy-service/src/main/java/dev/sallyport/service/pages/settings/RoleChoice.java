package dev.sallyport.service.pages.settings;

import dev.sallyport.domain.names.Owner;
import java.util.List;

/** A role to choose, and what it may do. */
record RoleChoice(String role, String title, String description) {
  private static final List<RoleChoice> OF_OWNER =
      List.of(
          new RoleChoice("auditor", "Auditor", "Reads everything of this organization."),
          new RoleChoice(
              "editor", "Editor", "Reads everything, and changes and attaches policies."),
          new RoleChoice(
              "admin", "Admin", "Does everything here, and manages its keys and members."));
  private static final List<RoleChoice> OF_TENANT =
      List.of(
          new RoleChoice("auditor", "Auditor", "Reads everything of every organization."),
          new RoleChoice(
              "editor",
              "Editor",
              "Reads everything, and changes the policies of every organization."),
          new RoleChoice(
              "admin",
              "Admin",
              "Does everything in every organization, and adds them; but does not replace the Global"
                  + " Block Policy."),
          new RoleChoice(
              "security", "Security", "Reads everything and replaces the Global Block Policy."));

  static List<RoleChoice> of(Owner owner) {
    return owner.isTenant() ? OF_TENANT : OF_OWNER;
  }
}
