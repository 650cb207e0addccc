package org.ringbook.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rule of rights as a function and as a condition of a query say the same of everything that has owners and a team. */
class PermissionsTest {

    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BORIS_OF_HER_TEAM = new UUID(0, 2);
    private static final UUID GLEB_OF_ANOTHER = new UUID(0, 3);

    private static final List<List<UUID>> OWNERS = subsets(List.of(ANNA, BORIS_OF_HER_TEAM, GLEB_OF_ANOTHER));
    private static final List<String> TEAMS = Arrays.asList(null, "Продажи", "ПРОДАЖИ", "Склад");

    private static JdbcClient jdbc;

    @BeforeAll
    static void somethingOfEachKind() {
        jdbc = JdbcClient.create(TestDatabase.with());
        jdbc.sql("create table thing (id int, owners uuid[], owner uuid, team_key text)")
                .update();
        for (int owners = 0; owners < OWNERS.size(); owners++) {
            for (int team = 0; team < TEAMS.size(); team++) {
                List<UUID> whose = OWNERS.get(owners);
                jdbc.sql("insert into thing values (?, ?, ?, ?)")
                        .params(
                                owners * TEAMS.size() + team,
                                whose.toArray(UUID[]::new),
                                whose.size() == 1 ? whose.get(0) : null,
                                StaffMember.teamKey(TEAMS.get(team)))
                        .update();
            }
        }
        jdbc.sql("insert into thing values (1000, null, null, null)").update();
    }

    @Test
    void functionAndConditionAgreeOnEverything() {
        int seen = 0;
        for (Scope sees : Scope.values()) {
            for (Scope hears : Scope.values()) {
                for (String team : TEAMS) {
                    Permissions annas = annas(sees, hears, team);
                    for (Action action : Action.values()) {
                        assertThat(byQuery(annas, action, new SubjectColumns("owners", true, "team_key")))
                                .as("%s, sees %s, hears %s, of %s", action, sees, hears, team)
                                .isEqualTo(byFunction(annas, action, true, false));
                        assertThat(byQuery(annas, action, new SubjectColumns("owner", false, "team_key")))
                                .isEqualTo(byFunction(annas, action, true, true));
                        assertThat(byQuery(annas, action, SubjectColumns.several("owners")))
                                .isEqualTo(byFunction(annas, action, false, false));
                        seen += byFunction(annas, action, true, false).size();
                    }
                }
            }
        }
        assertThat(seen).as("there was something to agree on").isGreaterThan(1000);
    }

    private static Permissions annas(Scope sees, Scope hears, String team) {
        List<UUID> colleagues = team == null || team.equals("Склад") ? List.of() : List.of(BORIS_OF_HER_TEAM);
        return new Permissions(
                Map.of(Action.SEE, sees, Action.HEAR, hears, Action.DOWNLOAD, Scope.ALL), ANNA, team, colleagues);
    }

    private static List<Integer> byFunction(Permissions permissions, Action action, boolean ofTeams, boolean oneOwner) {
        var may = new ArrayList<Integer>();
        for (int owners = 0; owners < OWNERS.size(); owners++) {
            for (int team = 0; team < TEAMS.size(); team++) {
                List<UUID> whose = OWNERS.get(owners);
                List<UUID> known = oneOwner && whose.size() != 1 ? List.of() : whose;
                if (permissions.may(action, new Subject(known, ofTeams ? TEAMS.get(team) : null))) {
                    may.add(owners * TEAMS.size() + team);
                }
            }
        }
        if (permissions.scope(action) == Scope.ALL) {
            may.add(1000);
        }
        return may;
    }

    private static List<Integer> byQuery(Permissions permissions, Action action, SubjectColumns columns) {
        Condition condition = permissions.condition(action, columns);
        return jdbc.sql("select id from thing where " + condition.sql() + " order by id")
                .params(condition.parameters())
                .query(Integer.class)
                .list();
    }

    private static List<List<UUID>> subsets(List<UUID> all) {
        var subsets = new ArrayList<List<UUID>>();
        for (int bits = 0; bits < 1 << all.size(); bits++) {
            var subset = new ArrayList<UUID>();
            for (int i = 0; i < all.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    subset.add(all.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
