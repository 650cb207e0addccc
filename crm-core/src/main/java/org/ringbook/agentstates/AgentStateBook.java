package org.ringbook.agentstates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ringbook.agentstates.Evidence.Confirmation;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Reserved;
import org.ringbook.agentstates.Evidence.Screen;
import org.ringbook.agentstates.Evidence.Stale;
import org.ringbook.agentstates.Evidence.Supervising;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.agentstates.Evidence.WrapUp;

/**
 * What each of our people is now. Whoever learns something tells it; what follows is decided by {@link Precedence} and told to whoever
 * listens, in the thread of who told. Nothing here waits. Any thread.
 */
public final class AgentStateBook {

    private final Clock clock;
    private final Duration wrapUp;
    private final Map<UUID, Person> people = new ConcurrentHashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong versions = new AtomicLong();

    /** @param wrapUp how long work after a conversation with somebody outside is allowed for; zero for not at all */
    public AgentStateBook(Clock clock, Duration wrapUp) {
        this.clock = clock;
        this.wrapUp = wrapUp;
    }

    /**
     * Somebody's state, or what is known of it, is another one.
     *
     * @param before null for somebody of whom nothing was known
     * @param at when that which changed it happened
     * @param kept whether the ledger has something to write
     */
    public record Change(PersonState before, PersonState now, Instant at, boolean kept) {

        /**
         * Since when the ledger keeps it. What was not heard ends when it is heard again, and what was hidden behind the state before
         * begins when that is over: a pause that was pressed before a call goes on after it, and the call stays as long as it was.
         */
        public Instant keptSince() {
            if (before == null) {
                return now.stale() != null ? now.stale().since() : now.since();
            }
            boolean hidden = before.stale() != null || now.stale() == null && wasHidden();
            Instant since = now.stale() != null ? now.stale().since() : now.since();
            return hidden || since.isBefore(before.since()) ? at : since;
        }

        private boolean wasHidden() {
            return Precedence.outranks(before.state(), now.state())
                    || before.evidence().parts().stream()
                            .anyMatch(part ->
                                    part.callId().equals(now.decision().callId()) && part.state() == now.state());
        }
    }

    /** The listener is called in the thread of the change and must not wait. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Somebody of whom nothing was ever told is unknown. */
    public PersonState of(UUID staffId) {
        Person person = people.get(staffId);
        PersonState known = person == null ? null : person.state;
        return known != null ? known : unknown(staffId);
    }

    private PersonState unknown(UUID staffId) {
        Decision decision = Precedence.of(Evidence.NOTHING, clock.instant());
        return new PersonState(staffId, decision, null, null, 0, 0, Evidence.NOTHING, 0);
    }

    /** Everybody of whom anything was told. */
    public List<PersonState> all() {
        return people.values().stream()
                .map(person -> person.state)
                .filter(Objects::nonNull)
                .toList();
    }

    /** How far it is: what has a greater version is newer. */
    public long version() {
        return versions.get();
    }

    public void screen(UUID staffId, Screen screen) {
        change(staffId, screen.since(), person -> {
            Evidence known = person.evidence;
            boolean ready = screen.chosen() && screen.open() && !screen.paused();
            person.evidence = with(known, known.telephones(), known.parts(), screen, ready ? null : known.wrapUp());
        });
    }

    /** Whether a pause that was commanded has been confirmed; nothing happens without a screen. */
    public void confirmed(UUID staffId, Confirmation confirmation) {
        change(staffId, clock.instant(), person -> {
            Screen now = person.evidence.screen();
            if (now != null && now.confirmed() != confirmation) {
                person.evidence = with(
                        person.evidence,
                        person.evidence.telephones(),
                        person.evidence.parts(),
                        new Screen(now.open(), now.paused(), now.reason(), confirmation, now.chosen(), now.since()),
                        person.evidence.wrapUp());
            }
        });
    }

    /** What is known of all of their telephones, in place of what was. */
    public void telephones(UUID staffId, List<Telephone> telephones, Instant at) {
        change(
                staffId,
                at,
                person -> person.evidence = with(
                        person.evidence,
                        telephones,
                        person.evidence.parts(),
                        person.evidence.screen(),
                        person.evidence.wrapUp()));
    }

    /** What they have to do with all calls, in place of what was. Whose conversation with the outside is over has work after it. */
    public void parts(UUID staffId, List<Part> parts, Instant at) {
        parts(staffId, parts, at, Set.of());
    }

    /** @param gone calls that are none any more, or a part of another one: no work comes of them */
    public void parts(UUID staffId, List<Part> parts, Instant at, Set<UUID> gone) {
        change(staffId, at, person -> {
            Evidence known = person.evidence;
            boolean talks = parts.stream().anyMatch(AgentStateBook::isTalk);
            WrapUp after = talks ? null : known.wrapUp();
            Part over = known.parts().stream()
                    .filter(part -> isTalk(part) && part.outside() && !gone.contains(part.callId()))
                    .filter(part -> parts.stream().noneMatch(one -> one.callId().equals(part.callId())))
                    .findFirst()
                    .orElse(null);
            if (over != null && !talks && !wrapUp.isZero()) {
                after = new WrapUp(over.callId(), at, at.plus(wrapUp));
            }
            person.evidence = with(known, known.telephones(), parts, known.screen(), after);
        });
    }

    private static boolean isTalk(Part part) {
        return part.state() == AgentState.TALKING || part.state() == AgentState.HOLD;
    }

    /** @param supervising null when they stopped */
    public void supervising(UUID staffId, Supervising supervising, Instant at) {
        change(staffId, at, person -> {
            Evidence now = person.evidence;
            person.evidence = new Evidence(
                    now.screen(),
                    now.telephones(),
                    now.parts(),
                    supervising,
                    now.reserved(),
                    now.wrapUp(),
                    now.stale());
        });
    }

    /** @param reserved null when nothing counts on them any more */
    public void reserved(UUID staffId, Reserved reserved, Instant at) {
        change(staffId, at, person -> {
            Evidence now = person.evidence;
            person.evidence = new Evidence(
                    now.screen(),
                    now.telephones(),
                    now.parts(),
                    now.supervising(),
                    reserved,
                    now.wrapUp(),
                    now.stale());
        });
    }

    /** @param stale null when what tells of them is heard */
    public void stale(UUID staffId, Stale stale, Instant at) {
        change(staffId, at, person -> {
            Evidence now = person.evidence;
            person.evidence = new Evidence(
                    now.screen(),
                    now.telephones(),
                    now.parts(),
                    now.supervising(),
                    now.reserved(),
                    now.wrapUp(),
                    stale);
        });
    }

    /** Whoever has done with the work after a call says so. */
    public void endWrapUp(UUID staffId) {
        change(staffId, clock.instant(), person -> {
            Evidence now = person.evidence;
            person.evidence = with(now, now.telephones(), now.parts(), now.screen(), null);
        });
    }

    /** Ends what ends by itself; to be called each second or so. */
    public void tick() {
        Instant now = clock.instant();
        people.forEach((id, person) -> {
            WrapUp after = person.evidence.wrapUp();
            Reserved promised = person.evidence.reserved();
            if (after != null && !now.isBefore(after.until())) {
                change(
                        id,
                        after.until(),
                        one -> one.evidence = with(
                                one.evidence,
                                one.evidence.telephones(),
                                one.evidence.parts(),
                                one.evidence.screen(),
                                null));
            }
            if (promised != null && !now.isBefore(promised.until())) {
                reserved(id, null, promised.until());
            }
        });
    }

    private static Evidence with(
            Evidence now, List<Telephone> telephones, List<Part> parts, Screen screen, WrapUp wrapUp) {
        return new Evidence(screen, telephones, parts, now.supervising(), now.reserved(), wrapUp, now.stale());
    }

    /** What is shown of them beside their state is another one, such as who listens to them: whoever asks for what is newer gets it. */
    public void touch(UUID staffId) {
        change(staffId, clock.instant(), person -> {}, true);
    }

    private void change(UUID staffId, Instant at, Consumer<Person> how) {
        change(staffId, at, how, false);
    }

    private void change(UUID staffId, Instant at, Consumer<Person> how, boolean always) {
        Person person = people.computeIfAbsent(staffId, id -> new Person());
        synchronized (person) {
            PersonState before = person.state;
            Evidence known = person.evidence;
            how.accept(person);
            if (before != null && person.evidence.equals(known) && !always) {
                return;
            }
            synchronized (versions) {
                // Whoever reads the version before it is told would miss the state that goes with it.
                person.state = decide(staffId, before, person.evidence, at);
                versions.incrementAndGet();
            }
            boolean kept = before == null
                    || before.kept() != person.state.kept()
                    || !before.decision().isSameStateAs(person.state.decision());
            var change = new Change(before, person.state, at, kept);
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    private PersonState decide(UUID staffId, PersonState before, Evidence evidence, Instant at) {
        Decision decision = Precedence.of(evidence, clock.instant());
        boolean same = before != null && before.decision().isSameStateAs(decision);
        Instant since = decision.since() != null ? decision.since() : same ? before.since() : at;
        var memberships = Precedence.memberships(evidence);
        int free = (int) memberships.stream().filter(one -> !one.paused()).count();
        return new PersonState(
                staffId, decision, since, evidence.stale(), memberships.size(), free, evidence, versions.get() + 1);
    }

    private static final class Person {
        private Evidence evidence = Evidence.NOTHING;
        private volatile PersonState state;
    }
}
