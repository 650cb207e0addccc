package org.ringbook.access;

import java.util.EnumMap;
import java.util.Map;
import org.ringbook.rights.Deed;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
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
            @DefaultValue("own") Reach agent,
            @DefaultValue("all") Reach supervisor,
            @DefaultValue("all") Reach administrator) {

        Map<Role, Reach> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    record Downloads(
            @DefaultValue("none") Reach agent,
            @DefaultValue("all") Reach supervisor,
            @DefaultValue("all") Reach administrator) {

        Map<Role, Reach> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    record Supervision(
            @DefaultValue("none") Reach agent,
            @DefaultValue("all") Reach supervisor,
            @DefaultValue("all") Reach administrator) {

        Map<Role, Reach> byRole() {
            return RightsSettings.byRole(agent, supervisor, administrator);
        }
    }

    private static Map<Role, Reach> byRole(Reach agent, Reach supervisor, Reach administrator) {
        return new EnumMap<>(Map.of(Role.AGENT, agent, Role.SUPERVISOR, supervisor, Role.ADMINISTRATOR, administrator));
    }

    Map<Deed, Map<Role, Reach>> byDeed() {
        return Map.of(
                Deed.SEE,
                see.byRole(),
                Deed.HEAR,
                hear.byRole(),
                Deed.DOWNLOAD,
                download.byRole(),
                Deed.LISTEN,
                listen.byRole());
    }
}
