package org.ringbook.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestKind;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;

/**
 * Which card of which call is before whom: the one truth for all screens. A person has one card for a call, however
 * many telephones ring, however many telephone sources see it, and however many screens look on.
 *
 * <p>All in memory and on the thread that brings the call: no query, no write, no hand-over between the telephone's
 * message and the {@link PopUpListener}. Thread-safe.
 */
public final class PopUps implements CallListener {

    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Directory directory;
    private final CardOfCall cards;
    private final Clock clock;
    private final Presence presence;
    private final Map<UUID, AgentSessions> sessions = new ConcurrentHashMap<>();
    /** Who has a card of the call open: it concerns them even when none of their telephones is in it any more. */
    private final Map<UUID, Set<UUID>> shownTo = new ConcurrentHashMap<>();

    private final List<BiConsumer<UUID, PopUpEvent>> everybodys = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<UUID, Boolean>> pages = new CopyOnWriteArrayList<>();

    /**
     * @param recording what is recorded of a call in this moment; null for nothing
     * @param offers what a person may do with a call as it is, and its telephone system can; must not wait
     */
    PopUps(
            Directory directory,
            Function<Call, PopUp.Recording> recording,
            BiFunction<StaffMember, Call, Set<Capability>> offers,
            Presence presence,
            Clock clock) {
        this.directory = directory;
        this.cards = new CardOfCall(directory, recording, offers);
        this.presence = presence;
        this.clock = clock;
    }

    /**
     * Adds a screen of a person. Nothing that happens after the returned cards is lost.
     *
     * @param staffId who is signed in at the screen; the caller has checked it
     * @param listener called with everything that happens to this person's cards from now on
     */
    public Subscription subscribe(UUID staffId, PopUpListener listener) {
        AgentSessions theirs = sessionsOf(staffId);
        List<PopUp> open = theirs.join(listener);
        presence.connections(staffId, theirs.connections());
        return new Subscription(open, () -> {
            theirs.leave(listener);
            presence.connections(staffId, theirs.connections());
        });
    }

    /**
     * As {@link #subscribe}, for the pages of one browser: the agent program of the same person lets them show a card first.
     */
    public Subscription subscribePages(UUID staffId, PopUpListener listener) {
        AgentSessions theirs = sessionsOf(staffId);
        pagesChanged(staffId, theirs.pages(1));
        Subscription all = subscribe(staffId, listener);
        var left = new AtomicBoolean();
        return new Subscription(all.open(), () -> {
            if (left.compareAndSet(false, true)) {
                all.close();
                pagesChanged(staffId, theirs.pages(-1));
            }
        });
    }

    private void pagesChanged(UUID staffId, int now) {
        pages.forEach(listener -> listener.accept(staffId, now > 0));
    }

    /** Whether a browser of the person follows what happens. */
    public boolean hasPages(UUID staffId) {
        return sessionsOf(staffId).pages(0) > 0;
    }

    /** @param more how many programs that are the person's telephone came or went */
    public void telephones(UUID staffId, int more) {
        sessionsOf(staffId).telephones(more);
    }

    /** Whether a program of the person is their telephone: it presents every call, and pages ring nothing beside it. */
    public boolean hasTelephone(UUID staffId) {
        return sessionsOf(staffId).telephones(0) > 0;
    }

    /** Told whose browsers follow now, and whose do not any more; on the thread of the change, must not block. */
    public void listenToPages(BiConsumer<UUID, Boolean> listener) {
        pages.add(listener);
    }

    /**
     * Told of everybody's cards, whether a screen of theirs is there or not. Called as a {@link PopUpListener} is, so it must not
     * block.
     */
    public void listenToAll(BiConsumer<UUID, PopUpEvent> listener) {
        everybodys.add(listener);
    }

    /**
     * A screen's subscription. To close it twice is to close it once.
     *
     * @param open the cards that were open when the screen joined, oldest first
     */
    public record Subscription(List<PopUp> open, Runnable leave) implements AutoCloseable {

        @Override
        public void close() {
            leave.run();
        }
    }

    /** A person's open cards, oldest first. */
    public List<PopUp> open(UUID staffId) {
        return sessionsOf(staffId).cards();
    }

    /** How many connections the person has. */
    public int connections(UUID staffId) {
        return sessionsOf(staffId).connections();
    }

    /** The person put the card away: it goes from all of their screens. Does nothing when it is not open. */
    public void dismiss(UUID staffId, UUID callId) {
        sessionsOf(staffId).change(callId, PopUp::dismissedNow, clock.instant());
    }

    /**
     * A screen has the card before the person's eyes; the others learn of it.
     *
     * @param screen kind of screen: "desktop", "browser"
     */
    public void shown(UUID staffId, UUID callId, String screen) {
        sessionsOf(staffId).change(callId, card -> shownOn(card, screen), clock.instant());
    }

    /** Asks again whom the numbers of open cards mean, and updates those that changed. Cheap. */
    public void lookUpAgain() {
        shownTo.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .forEach(person -> sessionsOf(person).lookUpAgain(clock.instant()));
    }

    /** The same card, with whom its number means now. */
    public PopUp lookedUpAgain(PopUp card) {
        return cards.lookedUpAgain(card);
    }

    /** What a person asked to be done with a call is now as it is: their card shows it. */
    void asked(CallRequest request) {
        if (request.callId() == null || request.kind() == RequestKind.DIAL) {
            return;
        }
        directory
                .byId()
                .apply(request.staffId())
                .ifPresent(member -> sessionsOf(member.id())
                        .change(request.callId(), card -> cards.asked(card, request, member), clock.instant()));
    }

    @Override
    public void changed(CallChange change) {
        for (StaffMember member : concerned(change).values()) {
            boolean open = sessionsOf(member.id()).follow(change, member, clock.instant());
            remember(change.now().id(), member.id(), open);
        }
        change.merged().stream().filter(old -> !old.equals(change.now().id())).forEach(shownTo::remove);
    }

    private Map<UUID, StaffMember> concerned(CallChange change) {
        var people = new LinkedHashMap<UUID, StaffMember>();
        Consumer<StaffMember> add = member -> people.putIfAbsent(member.id(), member);
        Call call = change.now();
        if (!call.ended()) {
            for (Call.Leg leg : call.legs()) {
                if (leg.endedAt() == null && PartInCall.isTelephone(leg, call)) {
                    directory.owner(call.source(), leg.party()).ifPresent(add);
                }
            }
            if (call.direction() != Call.Direction.INBOUND) {
                directory.owner(call.source(), call.agent()).ifPresent(add);
            }
        }
        rangAndStopped(change)
                .forEach(leg -> directory.owner(call.source(), leg.party()).ifPresent(add));
        Stream.concat(Stream.of(call.id()), change.merged().stream())
                .flatMap(id -> shownTo.getOrDefault(id, Set.of()).stream())
                .forEach(id -> directory.byId().apply(id).ifPresent(add));
        return people;
    }

    /** Telephones that may have rung between two looks at the call. What a history tells was over before anybody could look. */
    private List<Call.Leg> rangAndStopped(CallChange change) {
        Call before = change.before();
        Call call = change.now();
        if (change.withdrawn() || call.healed() || before != null && rings(before) == rings(call)) {
            return List.of();
        }
        Instant lately = clock.instant().minus(LATELY);
        return call.legs().stream()
                .filter(leg -> leg.ringAt() != null
                        && leg.endedAt() != null
                        && leg.endedAt().isAfter(lately)
                        && PartInCall.isTelephone(leg, call))
                .toList();
    }

    private static long rings(Call call) {
        return call.legs().stream().filter(leg -> leg.ringAt() != null).count();
    }

    private void remember(UUID callId, UUID staffId, boolean open) {
        shownTo.compute(callId, (id, people) -> {
            Set<UUID> now = people == null ? ConcurrentHashMap.newKeySet() : people;
            if (open) {
                now.add(staffId);
            } else {
                now.remove(staffId);
            }
            return now.isEmpty() ? null : now;
        });
    }

    private static PopUp shownOn(PopUp card, String screen) {
        return card.shownOn().contains(screen)
                ? card
                : card.shownOn(Stream.concat(card.shownOn().stream(), Stream.of(screen))
                        .toList());
    }

    private AgentSessions sessionsOf(UUID staffId) {
        return sessions.computeIfAbsent(
                staffId, id -> new AgentSessions(cards, event -> everybodys.forEach(one -> one.accept(id, event))));
    }
}
