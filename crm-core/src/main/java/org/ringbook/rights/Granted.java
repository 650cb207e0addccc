package org.ringbook.rights;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.staff.Reach;

/** What one person may do, as of the moment when it was asked. Any thread. */
public final class Granted {

    /** Somebody who is nobody of ours. */
    public static final Granted NOTHING = new Granted(
            Map.of(Deed.SEE, Reach.NONE, Deed.HEAR, Reach.NONE, Deed.DOWNLOAD, Reach.NONE, Deed.LISTEN, Reach.NONE),
            List.of(),
            List.of());

    private final Map<Deed, Reach> reaches;
    private final Set<String> own;
    private final Set<String> team;

    /**
     * @param reaches of each deed; nobody hears what they may not see, or takes away what they may not hear
     * @param own telephones of the person
     * @param team telephones of everybody in their team
     */
    Granted(Map<Deed, Reach> reaches, Collection<String> own, Collection<String> team) {
        Reach sees = reaches.get(Deed.SEE);
        Reach hears = reaches.get(Deed.HEAR).atMost(sees);
        this.reaches = new EnumMap<>(Deed.class);
        this.reaches.put(Deed.SEE, sees);
        this.reaches.put(Deed.HEAR, hears);
        this.reaches.put(Deed.DOWNLOAD, reaches.get(Deed.DOWNLOAD).atMost(hears));
        this.reaches.put(
                Deed.LISTEN, reaches.getOrDefault(Deed.LISTEN, Reach.NONE).atMost(sees));
        this.own = Set.copyOf(own);
        this.team = Stream.concat(own.stream(), team.stream()).collect(Collectors.toUnmodifiableSet());
    }

    public Reach reach(Deed deed) {
        return reaches.get(deed);
    }

    /** The one rule that everything asks. */
    public boolean may(Deed deed, Call call) {
        return switch (reach(deed)) {
            case NONE -> false;
            case OWN -> partIn(deed, call).anyMatch(own::contains);
            case TEAM -> partIn(deed, call).anyMatch(team::contains);
            case ALL -> true;
        };
    }

    /** Whose call it is: to see it, who spoke, was rung or placed it; to hear it, who spoke or placed it. */
    private static Stream<String> partIn(Deed deed, Call call) {
        return deed == Deed.SEE
                ? call.agents().stream()
                : Stream.concat(call.answeredBy().stream(), Stream.ofNullable(call.agent()));
    }

    /** Telephones whose calls they may see; null for all. */
    public Collection<String> seen() {
        return switch (reach(Deed.SEE)) {
            case NONE -> Set.of();
            case OWN -> own;
            case TEAM -> team;
            case ALL -> null;
        };
    }
}
