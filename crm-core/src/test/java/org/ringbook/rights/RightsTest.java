package org.ringbook.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;

/** Whose things somebody may do what with: their role's rights, their own record, their team. */
class RightsTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BORIS_OF_HER_TEAM = new UUID(0, 2);
    private static final UUID GLEB_OF_ANOTHER = new UUID(0, 3);
    private static final UUID DINA_WHO_LEFT_HER_TEAM = new UUID(0, 4);

    private static final Subject HERS = Subject.of(List.of(ANNA));
    private static final Subject BORISS = Subject.of(List.of(GLEB_OF_ANOTHER, BORIS_OF_HER_TEAM));
    private static final Subject DINAS = Subject.of(List.of(DINA_WHO_LEFT_HER_TEAM));
    private static final Subject GLEBS = Subject.of(List.of(GLEB_OF_ANOTHER));
    private static final Subject NOBODYS_OF_HER_TEAM = new Subject(List.of(), " продажи ");
    private static final Subject NOBODYS = Subject.of(List.of());

    private final List<StaffMember> staff = new ArrayList<>(List.of(
            member(ANNA, Role.AGENT, true, "Продажи", null, null),
            member(BORIS_OF_HER_TEAM, Role.AGENT, true, "ПРОДАЖИ", null, null),
            member(GLEB_OF_ANOTHER, Role.AGENT, true, "Склад", null, null),
            member(DINA_WHO_LEFT_HER_TEAM, Role.AGENT, false, "Продажи", null, null)));

    private static StaffMember member(UUID id, Role role, boolean active, String team, Scope sees, Scope hears) {
        return new StaffMember(
                id, "Анна", "anna", role, List.of(), List.of(), List.of(), "ru", active, team, sees, hears);
    }

    private Permissions of(StaffMember who, Map<Action, Map<Role, Scope>> ofRoles) {
        return new Rights(() -> staff, ofRoles).of(who);
    }

    private static Map<Action, Map<Role, Scope>> agents(Scope sees, Scope hears, Scope downloads, Scope listens) {
        return Map.of(
                Action.SEE, Map.of(Role.AGENT, sees),
                Action.HEAR, Map.of(Role.AGENT, hears),
                Action.DOWNLOAD, Map.of(Role.AGENT, downloads),
                Action.LISTEN, Map.of(Role.AGENT, listens));
    }

    private static List<Boolean> may(Permissions permissions, Action action) {
        return List.of(HERS, BORISS, DINAS, GLEBS, NOBODYS_OF_HER_TEAM, NOBODYS).stream()
                .map(subject -> permissions.may(action, subject))
                .toList();
    }

    @Test
    void annaSeesNothingHerOwnHerTeamsOrAll() {
        Map.of(
                        Scope.NONE, List.of(false, false, false, false, false, false),
                        Scope.OWN, List.of(true, false, false, false, false, false),
                        Scope.TEAM, List.of(true, true, true, false, true, false),
                        Scope.ALL, List.of(true, true, true, true, true, true))
                .forEach((scope, expected) -> {
                    Permissions annas = of(staff.get(0), agents(scope, scope, scope, scope));
                    for (Action action : Action.values()) {
                        assertThat(annas.scope(action)).isEqualTo(scope);
                        assertThat(may(annas, action))
                                .as("%s %s", action, scope)
                                .isEqualTo(expected);
                    }
                });
    }

    @Test
    void herRightsReachToThesePeople() {
        Map<Action, Map<Role, Scope>> some = agents(Scope.ALL, Scope.TEAM, Scope.OWN, Scope.NONE);
        Permissions annas = of(staff.get(0), some);
        assertThat(annas.people(Action.SEE)).isNull();
        assertThat(annas.people(Action.HEAR))
                .containsExactlyInAnyOrder(ANNA, BORIS_OF_HER_TEAM, DINA_WHO_LEFT_HER_TEAM);
        assertThat(annas.people(Action.DOWNLOAD)).containsExactly(ANNA);
        assertThat(annas.people(Action.LISTEN)).isEmpty();
    }

    @Test
    void nobodyHearsOrListensToWhatTheyMayNotSeeOrTakesAwayWhatTheyMayNotHear() {
        Permissions annas = of(staff.get(0), agents(Scope.OWN, Scope.ALL, Scope.ALL, Scope.TEAM));
        assertThat(annas.scope(Action.HEAR)).isEqualTo(Scope.OWN);
        assertThat(annas.scope(Action.DOWNLOAD)).isEqualTo(Scope.OWN);
        assertThat(annas.scope(Action.LISTEN)).isEqualTo(Scope.OWN);
        Permissions less = of(staff.get(0), agents(Scope.ALL, Scope.TEAM, Scope.ALL, Scope.OWN));
        assertThat(less.scope(Action.SEE)).isEqualTo(Scope.ALL);
        assertThat(less.scope(Action.HEAR)).isEqualTo(Scope.TEAM);
        assertThat(less.scope(Action.DOWNLOAD)).isEqualTo(Scope.TEAM);
        assertThat(less.scope(Action.LISTEN)).isEqualTo(Scope.OWN);
    }

    @Test
    void whatHerOwnRecordSaysGoesBeforeHerRole() {
        StaffMember trusted = member(ANNA, Role.AGENT, true, "Продажи", Scope.ALL, Scope.TEAM);
        Permissions annas = of(trusted, agents(Scope.OWN, Scope.OWN, Scope.OWN, Scope.OWN));
        assertThat(annas.scope(Action.SEE)).isEqualTo(Scope.ALL);
        assertThat(annas.scope(Action.HEAR)).isEqualTo(Scope.TEAM);
        assertThat(annas.scope(Action.DOWNLOAD)).isEqualTo(Scope.OWN);
        StaffMember watched = member(ANNA, Role.AGENT, true, "Продажи", null, Scope.NONE);
        assertThat(of(watched, agents(Scope.ALL, Scope.ALL, Scope.ALL, Scope.ALL))
                        .scope(Action.HEAR))
                .isEqualTo(Scope.NONE);
    }

    @Test
    void whoHasLeftMayNothingAndNobodyMayNothing() {
        Map<Action, Map<Role, Scope>> all = agents(Scope.ALL, Scope.ALL, Scope.ALL, Scope.ALL);
        for (Permissions none : List.of(of(staff.get(3), all), of(null, all))) {
            assertThat(may(none, Action.SEE)).containsOnly(false);
            assertThat(none.people(Action.SEE)).isEmpty();
        }
    }

    @Test
    void whoHasNoTeamHasOnlyTheirOwn() {
        StaffMember alone = member(ANNA, Role.AGENT, true, null, null, null);
        Permissions annas = of(alone, agents(Scope.TEAM, Scope.TEAM, Scope.TEAM, Scope.TEAM));
        assertThat(may(annas, Action.SEE)).containsExactly(true, false, false, false, false, false);
        assertThat(annas.may(Action.SEE, new Subject(List.of(), null))).isFalse();
    }

    /** What the database is asked; that it means the same as the function, {@link PermissionsTest} holds. */
    @Test
    void aQueryIsAskedForTheSamePeopleAndTheSameTeam() {
        Permissions annas = of(staff.get(0), agents(Scope.ALL, Scope.TEAM, Scope.OWN, Scope.NONE));
        var calls = new SubjectColumns("people", true, "team_key");
        assertThat(annas.condition(Action.SEE, calls)).isEqualTo(Condition.ALL);
        assertThat(annas.condition(Action.LISTEN, calls)).isEqualTo(Condition.NONE);
        Condition own = annas.condition(Action.DOWNLOAD, calls);
        assertThat(own.sql()).isEqualTo("people && :rightsPeople::uuid[]");
        assertThat(own.parameters()).containsOnlyKeys("rightsPeople");
        assertThat((UUID[]) own.parameters().get("rightsPeople")).containsExactly(ANNA);
        Condition team = annas.condition(Action.HEAR, new SubjectColumns("owner", false, "team_key"));
        assertThat(team.sql()).isEqualTo("(owner = any(:rightsPeople::uuid[]) or team_key = :rightsTeam)");
        assertThat(team.parameters()).containsEntry("rightsTeam", "продажи");
        assertThat((UUID[]) team.parameters().get("rightsPeople")).hasSize(3);
        assertThat(annas.condition(Action.HEAR, SubjectColumns.several("people"))
                        .sql())
                .isEqualTo("people && :rightsPeople::uuid[]");
    }
}
