package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringbook.agents.PopUps;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Who sits before the page of a call list now: the page says so every two seconds, and programs each time they ask for the next entry.
 * Nothing is dialled for anybody else. From memory, any thread.
 */
@Component
public class AgentsAtWork {

    /** A page that says nothing for so long is closed, where no page of theirs follows what happens. */
    static final Duration SEEN = Duration.ofSeconds(15);
    /** Browsers let a page in the background speak once a minute; what happens it is told all the same. */
    static final Duration SEEN_IN_THE_BACKGROUND = Duration.ofSeconds(75);
    /** For so long nothing is dialled for somebody whose telephone nobody picked up, unless they say that they are there. */
    static final Duration AFTER_MISSED = Duration.ofSeconds(60);

    private final Predicate<UUID> hasPages;
    private final Map<UUID, Here> people = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> missed = new ConcurrentHashMap<>();
    private final Map<UUID, MinutesWorked> worked = new ConcurrentHashMap<>();
    private final Instant begun = Instant.now();

    /** @param since when they came, without a pause since */
    private record Here(UUID campaign, Instant since, Instant seen) {

        boolean isAt(Instant now, Duration within) {
            return seen.plus(within).isAfter(now);
        }
    }

    @Autowired
    AgentsAtWork(PopUps popUps) {
        this(popUps::hasPages);
    }

    /** @param hasPages whether a browser of somebody follows what happens */
    AgentsAtWork(Predicate<UUID> hasPages) {
        this.hasPages = hasPages;
    }

    private boolean isAt(UUID person, Here here, Instant now) {
        return here.isAt(now, SEEN) || here.isAt(now, SEEN_IN_THE_BACKGROUND) && hasPages.test(person);
    }

    /** Somebody is there, on this list and no other. */
    public void isHere(UUID campaign, UUID person, Instant now) {
        people.compute(person, (id, before) -> {
            if (before == null || !isAt(id, before, now) || !before.campaign().equals(campaign)) {
                return new Here(campaign, now, now);
            }
            worked.computeIfAbsent(campaign, list -> new MinutesWorked()).add(before.seen(), now);
            return new Here(campaign, before.since(), now);
        });
    }

    /** Since when it is known who was there: the start of the server. */
    Instant begun() {
        return begun;
    }

    /** How long all who were on this list in the last hour were there, together: for each, up to what they said last. */
    Duration workedInHour(UUID campaign, Instant now) {
        MinutesWorked minutes = worked.get(campaign);
        return minutes == null ? Duration.ZERO : minutes.inHour(now);
    }

    public void left(UUID person) {
        people.remove(person);
        missed.remove(person);
    }

    /** The list that they work through now. */
    public Optional<UUID> listOf(UUID person, Instant now) {
        return Optional.ofNullable(people.get(person))
                .filter(here -> isAt(person, here, now))
                .map(Here::campaign);
    }

    /** Whether anybody is on any list now. */
    boolean isAnybody(Instant now) {
        return people.entrySet().stream().anyMatch(one -> isAt(one.getKey(), one.getValue(), now));
    }

    /** Everybody who is on this list now. */
    public Set<UUID> on(UUID campaign, Instant now) {
        return people.entrySet().stream()
                .filter(one -> one.getValue().campaign().equals(campaign) && isAt(one.getKey(), one.getValue(), now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Nobody picked their telephone up: they are not ready. */
    void hasMissed(UUID person, Instant now) {
        missed.put(person, now);
    }

    /** Whether their telephone rang in vain a moment ago. */
    boolean missed(UUID person, Instant now) {
        Instant at = missed.get(person);
        return at != null && at.plus(AFTER_MISSED).isAfter(now);
    }

    /** They say that they are there again. */
    void isReady(UUID person) {
        missed.remove(person);
    }
}
