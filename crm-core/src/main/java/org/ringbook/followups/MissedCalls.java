package org.ringbook.followups;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.NewId;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.ringbook.followups.Episodes.Episode;
import org.ringbook.followups.Obligation.OfCall;
import org.ringbook.followups.Obligation.Outcome;
import org.ringbook.followups.Obligation.Part;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows calls, and keeps what the missed ones leave to do. Each time, all calls with the client since the first one in question are
 * looked at anew: what is kept follows from the log and from what people said, in whatever order calls were told, merged, withdrawn
 * or derived again.
 */
@Component
class MissedCalls implements Follower {

    /** Whoever calls more often than this is looked at by their first calls. */
    private static final int MOST_CALLS = 2_000;

    private static final int PAGE = 500;

    private final ObligationRows rows;
    private final CallLog log;
    private final Contacts contacts;
    private final CallerDirectory directory;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final FollowUpSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private boolean changed;

    @Autowired
    MissedCalls(
            JdbcClient jdbc,
            CallLog log,
            Contacts contacts,
            CallerDirectory directory,
            Staff staff,
            WorkingCalendar calendar,
            FollowUpSettings settings,
            ApplicationEventPublisher events) {
        this(jdbc, log, contacts, directory, staff, calendar, settings, events, Clock.systemUTC());
    }

    MissedCalls(
            JdbcClient jdbc,
            CallLog log,
            Contacts contacts,
            CallerDirectory directory,
            Staff staff,
            WorkingCalendar calendar,
            FollowUpSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = new ObligationRows(jdbc, settings);
        this.log = log;
        this.contacts = contacts;
        this.directory = directory;
        this.staff = staff;
        this.calendar = calendar;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "followups";
    }

    /** What was missed before nobody kept track of it is the past. */
    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        changed = false;
        Set<UUID> ids = changes.stream()
                .flatMap(change -> Stream.of(change.call(), change.other()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Call> calls = log.records(ids).stream()
                .filter(call -> call.ended() && call.external() != null && call.direction() != Call.Direction.INTERNAL)
                .toList();
        Set<PhoneNumber> numbers = rows.numbersOf(ids);
        calls.forEach(call -> numbers.add(call.external()));
        Map<String, Debtor> debtors = new LinkedHashMap<>();
        for (PhoneNumber number : numbers) {
            if (staff.byTelephone(number.toString()).isEmpty()) {
                Debtor.of(number, directory, contacts)
                        .forEach(debtor -> debtors.merge(debtor.key(), debtor, Debtor::and));
            }
        }
        if (debtors.isEmpty()) {
            return;
        }
        Set<String> concerned = rows.concernedOfAny(debtors.values(), ids);
        for (Debtor debtor : debtors.values()) {
            if (isOwed(debtor, concerned) || !missedOf(debtor, calls).isEmpty()) {
                settle(debtor, ids, calls);
                // The next one may have the same number.
                concerned.add(debtor.key());
                debtor.numbers().forEach(number -> concerned.add(number.toString()));
            }
        }
    }

    /** Most calls are answered, of somebody whom nobody owes a call. */
    private static boolean isOwed(Debtor debtor, Set<String> concerned) {
        return concerned.contains(debtor.key())
                || debtor.numbers().stream().anyMatch(number -> concerned.contains(number.toString()));
    }

    /** When those of these calls began that somebody is owed one for. */
    private List<Instant> missedOf(Debtor debtor, List<Call> calls) {
        Instant oldest = clock.instant().minus(settings.back());
        return calls.stream()
                .filter(call -> debtor.numbers().contains(call.external()))
                .filter(call -> Episodes.isMissed(call, settings.leastWait()))
                .map(Call::startedAt)
                .filter(at -> at.isAfter(oldest))
                .toList();
    }

    @Override
    public void taken() {
        if (changed) {
            events.publishEvent(new FollowUpsChanged());
        }
    }

    private void settle(Debtor debtor, Set<UUID> ids, List<Call> changedCalls) {
        List<Obligation> concerned = rows.concerned(debtor, ids);
        Instant from = Stream.concat(
                        concerned.stream().map(Obligation::firstAt), missedOf(debtor, changedCalls).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (from == null) {
            return;
        }
        Map<UUID, Obligation> all = new LinkedHashMap<>();
        concerned.forEach(one -> all.put(one.id(), one));
        rows.since(debtor, from).forEach(one -> all.putIfAbsent(one.id(), one));
        Instant first = all.values().stream()
                .map(Obligation::firstAt)
                .filter(at -> at.isBefore(from))
                .min(Comparator.naturalOrder())
                .orElse(from);
        List<Instant> said = all.values().stream()
                .filter(one -> one.outcome() != null && one.outcome().isSaid())
                .map(Obligation::closedAt)
                .sorted()
                .toList();
        write(debtor, Episodes.of(calls(debtor, first), said, settings.leastWait()), all.values());
        changed = true;
    }

    /** Oldest first. Whom another number missed is not owed a call, although they may be reached at it. */
    private List<Call> calls(Debtor debtor, Instant from) {
        var filter =
                new CallLog.CallFilter(from, null, null, null, null, debtor.reachedAt(directory, contacts), null, null);
        var calls = new ArrayList<Call>();
        String after = null;
        do {
            CallLog.CallPage page = log.find(filter, after, PAGE);
            calls.addAll(page.items());
            after = page.next();
        } while (after != null && calls.size() < MOST_CALLS);
        Collections.reverse(calls);
        calls.removeIf(
                call -> !debtor.numbers().contains(call.external()) && Episodes.isMissed(call, settings.leastWait()));
        return calls;
    }

    private void write(Debtor debtor, List<Episode> episodes, Collection<Obligation> known) {
        Map<Obligation, Set<UUID>> missedOf = new LinkedHashMap<>();
        known.forEach(one -> missedOf.put(one, missed(one)));
        Map<Episode, Obligation> kept = new LinkedHashMap<>();
        for (Episode episode : episodes) {
            Set<UUID> missed = episode.missed.stream().map(Call::id).collect(Collectors.toSet());
            missedOf.entrySet().stream()
                    .filter(one -> fits(episode, one.getKey()))
                    .filter(one -> one.getValue().stream().anyMatch(missed::contains))
                    .findFirst()
                    .ifPresent(one -> kept.put(episode, one.getKey()));
            missedOf.remove(kept.get(episode));
        }
        missedOf.keySet().stream()
                .filter(one -> one.outcome() == null || !one.outcome().isSaid() && one.outcome() != Outcome.WITHDRAWN)
                .forEach(one -> rows.withdraw(one.id(), clock.instant()));
        // Only one of a client may be open: what is closed is written first.
        episodes.stream().filter(one -> !one.isOpen()).forEach(one -> write(debtor, one, kept.get(one)));
        episodes.stream().filter(Episode::isOpen).forEach(one -> write(debtor, one, kept.get(one)));
    }

    /** What a person closed is never what calls leave open, and the other way round. */
    private static boolean fits(Episode episode, Obligation row) {
        boolean said = row.outcome() != null && row.outcome().isSaid();
        return said == episode.said;
    }

    private Set<UUID> missed(Obligation row) {
        return rows.calls(row.id()).stream()
                .filter(call -> call.part() == Part.MISSED)
                .map(OfCall::callId)
                .collect(Collectors.toSet());
    }

    private void write(Debtor debtor, Episode episode, Obligation before) {
        if (episode.said && before == null) {
            // Closed under another number, of which this client's was not known then.
            return;
        }
        Obligation now = obligation(debtor, episode, before);
        Set<UUID> people = new HashSet<>(now.rang());
        Stream.of(now.responsibleId(), now.takenBy()).filter(Objects::nonNull).forEach(people::add);
        rows.write(now, debtor.key(), people, parts(episode));
    }

    private Obligation obligation(Debtor debtor, Episode episode, Obligation before) {
        Call first = episode.missed.get(0);
        Call last = episode.missed.get(episode.missed.size() - 1);
        Call closing = episode.closing;
        boolean said = episode.said;
        Set<LocalDate> days = episode.attempts.stream()
                .map(call -> call.startedAt().atZone(calendar.zone()).toLocalDate())
                .collect(Collectors.toSet());
        return new Obligation(
                before == null ? NewId.next() : before.id(),
                debtor.partyId(),
                last.external(),
                last.line(),
                last.queue(),
                first.startedAt(),
                last.startedAt(),
                episode.missed.size(),
                calendar.plus(first.startedAt(), settings.due()),
                rang(episode),
                debtor.responsible(),
                before == null ? null : before.takenBy(),
                before == null ? null : before.takenAt(),
                episode.attempts.size(),
                days.size(),
                episode.attempts.isEmpty()
                        ? null
                        : episode.attempts.get(episode.attempts.size() - 1).startedAt(),
                false,
                said ? before.closedAt() : closing == null ? null : reachedAt(closing),
                said ? before.closedBy() : closing == null ? null : agentOf(closing),
                said ? before.outcome() : episode.outcome(),
                closing == null ? null : closing.id(),
                said ? before.reason() : null,
                1);
    }

    private static Instant reachedAt(Call call) {
        return call.answeredAt() == null ? call.startedAt() : call.answeredAt();
    }

    /** Who reached them: who spoke, and not who looks after them. */
    private UUID agentOf(Call call) {
        CallPeople.Person agent = CallPeople.of(call, staff.telephones()).agent();
        return agent == null ? null : agent.staffId();
    }

    private List<UUID> rang(Episode episode) {
        return episode.missed.stream()
                .flatMap(call -> CallPeople.of(call, staff.telephones()).rang().stream())
                .map(CallPeople.Person::staffId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<OfCall> parts(Episode episode) {
        var parts = new ArrayList<OfCall>();
        episode.missed.forEach(call -> parts.add(new OfCall(call.id(), Part.MISSED, call.startedAt())));
        episode.attempts.forEach(call -> parts.add(new OfCall(call.id(), Part.ATTEMPT, call.startedAt())));
        if (episode.closing != null) {
            parts.add(new OfCall(episode.closing.id(), Part.CLOSING, episode.closing.startedAt()));
        }
        return parts;
    }
}
