package org.ringbook.origins;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Contacts;
import org.ringbook.deals.Deal;
import org.ringbook.events.Event;
import org.ringbook.events.EventKind;
import org.ringbook.events.Events;
import org.ringbook.events.Timeline;
import org.ringbook.events.TimelineCursor;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All that happened with a deal, newest first: what was written of it, calls about it, its moves, and what became of its orders, documents
 * and payments; each by reference to where it is kept. Any thread; every method waits for the database.
 */
@Component
public class DealTimeline {

    /** The call in which a deal was made began before it. */
    private static final Duration BEFORE_IT = Duration.ofHours(4);

    private static final int MOST_PAGES = 10;
    /** Moments are kept no finer. */
    private static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);

    private final DealStepRows steps;
    private final CallDeals about;
    private final CallReader calls;
    private final Events events;
    private final Timeline timeline;
    private final Contacts contacts;

    DealTimeline(
            JdbcClient jdbc, CallDeals about, CallReader calls, Events events, Timeline timeline, Contacts contacts) {
        this.steps = new DealStepRows(jdbc);
        this.about = about;
        this.calls = calls;
        this.events = events;
        this.timeline = timeline;
        this.contacts = contacts;
    }

    /**
     * What became of a deal, or of something that belongs to it.
     *
     * @param id of the deal, order, document or payment
     * @param by our person; null for the program
     * @param name title of an order, kind of a document; null of others
     * @param before id of the stage or word of the state; null for what is new
     * @param after as {@code before}; of a payment the day on which it came
     * @param amount of the deal then, of the others today; null for none
     * @param text reason of a move, number of a document, note of a payment; null for none
     */
    public record Step(
            What what,
            UUID id,
            Instant at,
            UUID by,
            String name,
            String before,
            String after,
            BigDecimal amount,
            String text) {

        public enum What {
            MOVE,
            ORDER,
            DOCUMENT,
            PAYMENT;

            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * One of the three is there.
     *
     * @param call with the {@code notes} of it that may be seen, oldest first
     */
    public record Line(Instant at, Event event, Call call, List<Event> notes, Step step) {

        private UUID id() {
            return event != null ? event.id() : call != null ? call.id() : step.id();
        }
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Line> lines, String next) {}

    /**
     * @param deal that they may see
     * @param kind only these, {@code SYSTEM} for steps alone; null for all
     * @param after cursor of the page before; null for the first
     * @param limit lines on a page
     * @throws Refused if the cursor is none of ours
     */
    public Page page(Deal deal, EventKind kind, Timeline.Reader who, String after, int limit) {
        Instant before = after == null ? null : TimelineCursor.read(after);
        var lines = new ArrayList<Line>();
        Instant reached = null;
        if (kind == null || kind == EventKind.SYSTEM) {
            steps.steps(deal.id(), before, limit + 1)
                    .forEach(step -> lines.add(new Line(step.at(), null, null, List.of(), step)));
        }
        if (kind == null || kind == EventKind.CALL) {
            Calls some = calls(deal, who.calls(), before, limit + 1);
            reached = some.reached();
            lines.addAll(withNotes(some.found(), who));
        }
        if (kind != EventKind.CALL) {
            Set<UUID> listed = new HashSet<>();
            lines.forEach(line -> line.notes().forEach(note -> listed.add(note.id())));
            events.ofDeal(deal.id(), kind == null ? null : List.of(kind), who.rights(), before, limit + 1).stream()
                    .filter(event -> !listed.contains(event.id()))
                    .forEach(event -> lines.add(new Line(event.at(), event, null, List.of(), null)));
        }
        lines.sort(Comparator.comparing(Line::at).thenComparing(Line::id).reversed());
        if (reached != null) {
            // Between what is older there may be calls that were not looked at.
            Instant sure = reached;
            lines.removeIf(line -> !line.at().isAfter(sure));
        }
        var page = TimelineCursor.cut(lines, Line::at, limit);
        return new Page(
                page.lines(),
                page.next() == null && reached != null ? TimelineCursor.print(reached.plus(SHORTEST)) : page.next());
    }

    /** @param reached moment of the last call that was looked at; null when all were, or as many were found as were to be */
    private record Calls(List<Call> found, Instant reached) {}

    private List<Line> withNotes(List<Call> found, Timeline.Reader who) {
        Map<UUID, List<Event>> notes =
                events.ofCalls(found.stream().map(Call::id).toList(), who.rights());
        return found.stream()
                .map(call -> new Line(call.startedAt(), null, call, notes.getOrDefault(call.id(), List.of()), null))
                .toList();
    }

    /**
     * Calls about a deal, newest first: of which somebody said so, of its leads, and of its client while it was open as {@link CallDeals} says.
     *
     * @param before null for the newest
     */
    private Calls calls(Deal deal, CallPermissions who, Instant before, int limit) {
        var found = new LinkedHashMap<UUID, Call>();
        told(deal).stream()
                .filter(call -> before == null || call.startedAt().isBefore(before))
                .filter(call -> calls.may(who, Action.SEE, call))
                .forEach(call -> found.put(call.id(), call));
        Calls ofClient = callsOfClient(deal, who, before, limit);
        ofClient.found().forEach(call -> found.putIfAbsent(call.id(), call));
        return new Calls(
                found.values().stream()
                        .sorted(Comparator.comparing(Call::startedAt)
                                .thenComparing(Call::id)
                                .reversed())
                        .limit(limit)
                        .toList(),
                ofClient.reached());
    }

    /** Calls of which somebody said that they are about it, and those of its leads; whoever may see them. */
    List<Call> told(Deal deal) {
        return ofIt(
                deal,
                about.callsOf(deal.id()).stream()
                        .map(calls::find)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
    }

    private List<Call> ofIt(Deal deal, List<Call> some) {
        Map<UUID, CallDeals.About> whose = about.of(some);
        return some.stream()
                .filter(call -> whose.containsKey(call.id())
                        && deal.id().equals(whose.get(call.id()).dealId()))
                .toList();
    }

    /** @param before null for the newest */
    private Calls callsOfClient(Deal deal, CallPermissions who, Instant before, int limit) {
        Collection<PhoneNumber> numbers = numbers(deal);
        if (numbers.isEmpty()) {
            return new Calls(List.of(), null);
        }
        Instant until = deal.closedAt() == null || before != null && before.isBefore(deal.closedAt())
                ? before
                : deal.closedAt();
        var filter = new CallFilter(deal.createdAt().minus(BEFORE_IT), until, null, null, null, numbers, null, null);
        var found = new ArrayList<Call>();
        String after = null;
        Instant reached = null;
        // A client with several deals has calls that are about the others.
        for (int pages = 0; pages == 0 || after != null && found.size() < limit && pages < MOST_PAGES; pages++) {
            CallPage page = calls.find(filter, who, after, limit);
            found.addAll(ofIt(deal, page.items()));
            after = page.next();
            if (!page.items().isEmpty()) {
                reached = page.items().get(page.items().size() - 1).startedAt();
            }
        }
        return new Calls(found, after == null || found.size() >= limit ? null : reached);
    }

    private Collection<PhoneNumber> numbers(Deal deal) {
        var numbers = new LinkedHashSet<PhoneNumber>();
        Stream.of(deal.partyId(), deal.contactId())
                .filter(party -> party != null)
                .map(this::whose)
                .flatMap(Optional::stream)
                .forEach(of -> numbers.addAll(of.numbers()));
        return numbers;
    }

    private Optional<Timeline.Of> whose(UUID party) {
        return contacts.contact(party)
                .map(timeline::contact)
                .or(() -> contacts.company(party).map(timeline::company));
    }
}
