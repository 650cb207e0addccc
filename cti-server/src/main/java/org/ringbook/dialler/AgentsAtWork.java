package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who sits before the page of a call list now: the page says so every two seconds, and programs each time they ask for the next entry.
 * Nothing is dialled for anybody else. From memory, any thread.
 */
@Component
public class AgentsAtWork {

    /** A page that says nothing for so long is closed, or asleep in the background. */
    static final Duration SEEN = Duration.ofSeconds(15);
    /** For so long nothing is dialled for somebody whose telephone nobody picked up, unless they say that they are there. */
    static final Duration AFTER_MISSED = Duration.ofSeconds(60);

    private final Map<UUID, Here> people = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> missed = new ConcurrentHashMap<>();

    /** @param since when they came, without a pause since */
    private record Here(UUID campaign, Instant since, Instant seen) {

        boolean isAt(Instant now) {
            return seen.plus(SEEN).isAfter(now);
        }
    }

    /** Somebody is there, on this list and no other. */
    public void isHere(UUID campaign, UUID person, Instant now) {
        people.compute(
                person,
                (id, before) ->
                        before != null && before.isAt(now) && before.campaign().equals(campaign)
                                ? new Here(campaign, before.since(), now)
                                : new Here(campaign, now, now));
    }

    public void left(UUID person) {
        people.remove(person);
        missed.remove(person);
    }

    /** The list that they work through now. */
    public Optional<UUID> listOf(UUID person, Instant now) {
        return Optional.ofNullable(people.get(person))
                .filter(here -> here.isAt(now))
                .map(Here::campaign);
    }

    /** Whether anybody is on any list now. */
    boolean isAnybody(Instant now) {
        return people.values().stream().anyMatch(here -> here.isAt(now));
    }

    /** Everybody who is on this list now. */
    public Set<UUID> on(UUID campaign, Instant now) {
        return people.entrySet().stream()
                .filter(one -> one.getValue().campaign().equals(campaign)
                        && one.getValue().isAt(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Nobody picked their telephone up: they are not ready. */
    void hasMissed(UUID person, Instant now) {
        missed.put(person, now);
    }

    /** Whether their telephone rang in vain a moment ago. */
    public boolean missed(UUID person, Instant now) {
        Instant at = missed.get(person);
        return at != null && at.plus(AFTER_MISSED).isAfter(now);
    }

    /** They say that they are there again. */
    public void isReady(UUID person) {
        missed.remove(person);
    }
}
