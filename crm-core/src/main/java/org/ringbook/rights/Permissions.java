package org.ringbook.rights;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;

/**
 * What one person may do, as of the moment when it was asked: one rule for everything that has owners and a team, as a function
 * for what is at hand and as a condition for what a query looks for. Any thread.
 */
public final class Permissions {

    /** Somebody who is nobody of ours. */
    public static final Permissions NONE = new Permissions(Map.of(), null, null, Set.of());

    private final Map<Action, Scope> scopes;
    private final String team;
    private final Set<UUID> own;
    private final Set<UUID> ofTeam;

    /**
     * @param scopes of each action, none when left out; nobody hears or listens to what they may not see, or takes away what they may not hear
     * @param me null for nobody
     * @param team of the person; null for none
     * @param colleagues everybody of that team, also who has left
     */
    Permissions(Map<Action, Scope> scopes, UUID me, String team, Collection<UUID> colleagues) {
        Scope sees = scopes.getOrDefault(Action.SEE, Scope.NONE);
        Scope hears = scopes.getOrDefault(Action.HEAR, Scope.NONE).atMost(sees);
        this.scopes = new EnumMap<>(Action.class);
        this.scopes.put(Action.SEE, sees);
        this.scopes.put(Action.HEAR, hears);
        this.scopes.put(
                Action.DOWNLOAD,
                scopes.getOrDefault(Action.DOWNLOAD, Scope.NONE).atMost(hears));
        this.scopes.put(
                Action.LISTEN, scopes.getOrDefault(Action.LISTEN, Scope.NONE).atMost(sees));
        this.team = StaffMember.teamKey(team);
        this.own = me == null ? Set.of() : Set.of(me);
        var everybody = new HashSet<>(colleagues);
        everybody.addAll(own);
        this.ofTeam = Set.copyOf(everybody);
    }

    public Scope scope(Action action) {
        return scopes.get(action);
    }

    /** The one rule that everything asks. */
    public boolean may(Action action, Subject subject) {
        return switch (scope(action)) {
            case NONE -> false;
            case OWN -> subject.owners().stream().anyMatch(own::contains);
            case TEAM -> subject.owners().stream().anyMatch(ofTeam::contains) || isOurs(subject.team());
            case ALL -> true;
        };
    }

    private boolean isOurs(String otherTeam) {
        return team != null && team.equals(StaffMember.teamKey(otherTeam));
    }

    /** The same rule for a query. */
    public Condition condition(Action action, SubjectColumns columns) {
        return switch (scope(action)) {
            case NONE -> Condition.NONE;
            case OWN -> condition(own, null, columns);
            case TEAM -> condition(ofTeam, team, columns);
            case ALL -> Condition.ALL;
        };
    }

    private static Condition condition(Set<UUID> people, String team, SubjectColumns columns) {
        var parameters = new HashMap<String, Object>();
        parameters.put("rightsPeople", people.toArray(UUID[]::new));
        String owned = columns.several()
                ? columns.owners() + " && :rightsPeople::uuid[]"
                : columns.owners() + " = any(:rightsPeople::uuid[])";
        if (team == null || columns.teamKey() == null) {
            return new Condition(owned, parameters);
        }
        parameters.put("rightsTeam", team);
        return new Condition("(" + owned + " or " + columns.teamKey() + " = :rightsTeam)", parameters);
    }

    /** The people with whose things it may be done; null for everybody's. */
    public Collection<UUID> people(Action action) {
        return switch (scope(action)) {
            case NONE -> Set.of();
            case OWN -> own;
            case TEAM -> ofTeam;
            case ALL -> null;
        };
    }
}
