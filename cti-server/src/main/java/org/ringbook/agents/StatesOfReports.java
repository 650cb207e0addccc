package org.ringbook.agents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.reports.StateIntervals;
import org.springframework.stereotype.Component;

/** The ledger of states, as reports read it. */
@Component
class StatesOfReports implements StateIntervals {

    private static final int MOST = 200_000;

    private final AgentStates states;

    StatesOfReports(AgentStates states) {
        this.states = states;
    }

    @Override
    public List<Interval> during(Collection<UUID> people, Instant from, Instant to) {
        var all = new ArrayList<Interval>();
        states.list(people, from, to, MOST)
                .forEach(one -> all.add(
                        new Interval(one.staffId(), one.state().word(), one.reason(), one.since(), one.until())));
        all.sort(Comparator.comparing(Interval::staffId).thenComparing(Interval::since));
        return all;
    }

    @Override
    public List<Spent> spent(Collection<UUID> people, Instant from, Instant to) {
        return states.spent(people, from, to, Instant.now()).stream()
                .map(one -> new Spent(one.staffId(), one.state(), one.millis()))
                .toList();
    }

    @Override
    public List<Pauses> pauses(Collection<UUID> people, Instant from, Instant to) {
        return states.pauses(people, from, to, Instant.now()).stream()
                .map(one -> new Pauses(one.staffId(), one.reason(), one.count(), one.millis(), one.longest()))
                .toList();
    }
}
