package org.ringbook.access;

import java.util.EnumMap;
import java.util.Map;
import org.ringbook.rights.Action;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.rights}: whose calls each role may do what with.
 *
 * @param see calls in lists, pages, exports and the API
 * @param hear recordings
 * @param download recordings as files
 * @param listen conversations that go on: to listen, to whisper, to barge in
 */
@ConfigurationProperties("ringbook.rights")
record RightsSettings(
        @DefaultValue OfRoles see,
        @DefaultValue OfRoles hear,
        @DefaultValue Downloads download,
        @DefaultValue Supervision listen) {

    record OfRoles(
            @DefaultValue("own") Scope agent,
            @DefaultValue("all") Scope supervisor,
            @DefaultValue("all") Scope administrator) {

        Map<Role, Scope> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    record Downloads(
            @DefaultValue("none") Scope agent,
            @DefaultValue("all") Scope supervisor,
            @DefaultValue("all") Scope administrator) {

        Map<Role, Scope> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    record Supervision(
            @DefaultValue("none") Scope agent,
            @DefaultValue("all") Scope supervisor,
            @DefaultValue("all") Scope administrator) {

        Map<Role, Scope> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    private static Map<Role, Scope> byRole(Scope agent, Scope supervisor, Scope administrator) {
        return new EnumMap<>(Map.of(Role.AGENT, agent, Role.SUPERVISOR, supervisor, Role.ADMINISTRATOR, administrator));
    }

    Map<Action, Map<Role, Scope>> byAction() {
        return Map.of(
                Action.SEE,
                see.byRole(),
                Action.HEAR,
                hear.byRole(),
                Action.DOWNLOAD,
                download.byRole(),
                Action.LISTEN,
                listen.byRole());
    }
}
