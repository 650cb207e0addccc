package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.PersonState;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.ServiceLevel;

/**
 * The floor at one moment.
 *
 * @param version how far it is: what has a greater one is newer
 * @param tiles of everybody who is seen, by team and name
 * @param queues by name
 * @param sources the telephone systems
 */
public record Board(Instant at, long version, List<Tile> tiles, List<QueueNow> queues, List<SourceNow> sources) {

    /**
     * One person.
     *
     * @param telephone their first; null for none
     * @param other with whom they are in a call, as it stands in the call: a number or a telephone; null for none and when withheld
     * @param who the contact of that number; null for none
     * @param line our number in that call; null for none
     * @param queue from which it came; null for none
     * @param supervisedBy who listens to them now
     * @param refusal why a pause is not confirmed; null when nothing was said
     */
    public record Tile(
            UUID staffId,
            String name,
            String team,
            String telephone,
            PersonState now,
            String other,
            String who,
            String line,
            String queue,
            List<Listener> supervisedBy,
            Notice refusal) {

        public AgentState state() {
            return now.state();
        }

        public UUID callId() {
            return now.decision().callId();
        }
    }

    /** @param request with which it is stopped or changed */
    public record Listener(UUID request, UUID staffId, String how, boolean heard) {}

    /**
     * One queue.
     *
     * @param members how many of its people are in which state; empty when no telephone system tells its members
     * @param sources the telephone systems that tell of it now; empty when none does
     * @param today what its calls of today come to
     */
    public record QueueNow(
            String name,
            Set<String> sources,
            List<Waiting> waiting,
            Map<AgentState, Integer> members,
            int talking,
            QueueFigures today,
            ServiceLevel formula) {

        /** Since when the one who waits longest does; null when nobody waits. */
        public Instant longestSince() {
            return waiting.isEmpty() ? null : waiting.get(0).since();
        }

        public int free() {
            return members.getOrDefault(AgentState.AVAILABLE, 0);
        }

        /** Null when there is nothing to divide by. */
        public Double level() {
            return formula.of(today.level());
        }
    }

    /**
     * Who waits in a queue.
     *
     * @param who the contact of the number; null for none
     * @param rings whether somebody's telephone rings for them: they wait still
     */
    public record Waiting(UUID callId, PhoneNumber number, String who, Instant since, boolean rings) {}

    /**
     * One telephone system.
     *
     * @param staleSince null while it is heard
     * @param skew by how much its clock is ahead of ours
     */
    public record SourceNow(String name, Instant staleSince, Duration skew) {}

    /** How many are in each state. */
    public Map<AgentState, Long> counts() {
        return tiles.stream()
                .collect(Collectors.groupingBy(
                        Tile::state, () -> new EnumMap<>(AgentState.class), Collectors.counting()));
    }
}
