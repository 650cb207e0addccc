package org.ringbook.floor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ringbook.agentstates.AgentState;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.PersonState;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.floor.Board.Listener;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.SourceNow;
import org.ringbook.floor.Board.Tile;
import org.ringbook.floor.Board.Waiting;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.QueuedCall;
import org.ringbook.reports.ReportSettings;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** The floor as it is now, from memory: no query. Any thread. */
public final class Floor {

    private final AgentStateBook book;
    private final Staff staff;
    private final CallerDirectory directory;
    private final ReportSettings settings;
    private final QueueDay day;
    private final Supervisions supervisions;
    private final PauseConfirmations pauses;
    private final Supplier<List<Call>> current;
    private final Supplier<List<SourceNow>> sources;
    private final Clock clock;

    Floor(
            AgentStateBook book,
            Staff staff,
            CallerDirectory directory,
            ReportSettings settings,
            QueueDay day,
            Supervisions supervisions,
            PauseConfirmations pauses,
            Supplier<List<Call>> current,
            Supplier<List<SourceNow>> sources,
            Clock clock) {
        this.book = book;
        this.staff = staff;
        this.directory = directory;
        this.settings = settings;
        this.day = day;
        this.supervisions = supervisions;
        this.pauses = pauses;
        this.current = current;
        this.sources = sources;
        this.clock = clock;
    }

    /** How it counts: as reports do. */
    public ReportSettings settings() {
        return settings;
    }

    /** How far it is. */
    public long version() {
        return book.version();
    }

    /**
     * @param seen which people are seen, by their ids: their calls are, too
     * @param calls which calls of queues are seen
     */
    public Board board(Predicate<UUID> seen, Predicate<Call> calls) {
        long version = book.version();
        return new Board(clock.instant(), version, tiles(seen), queues(calls), sources.get());
    }

    /** Everybody who has a telephone, by team and name. */
    public List<Tile> tiles(Predicate<UUID> seen) {
        // Once for all of them: looking through all calls for each takes people times calls.
        Map<UUID, Call> going = going();
        return staff.all().stream()
                .filter(StaffMember::active)
                .filter(member -> seen.test(member.id()))
                .filter(member -> member.telephones().findAny().isPresent())
                .sorted(Comparator.comparing(
                                (StaffMember member) -> member.team() == null ? "\uffff" : member.team(),
                                String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(StaffMember::name))
                .map(member -> tile(member, going))
                .toList();
    }

    /** One person; empty for nobody who works here. */
    public Optional<Tile> tile(UUID staffId) {
        return staff.find(staffId).filter(StaffMember::active).map(member -> tile(member, going()));
    }

    private Map<UUID, Call> going() {
        var byId = new HashMap<UUID, Call>();
        current.get().forEach(call -> byId.put(call.id(), call));
        return byId;
    }

    private Tile tile(StaffMember member, Map<UUID, Call> going) {
        PersonState now = book.of(member.id());
        UUID callId = now.decision().callId();
        Part part = now.evidence().parts().stream()
                .filter(one -> one.callId().equals(callId))
                .findFirst()
                .orElse(null);
        Call call = part == null ? null : going.get(callId);
        return new Tile(
                member.id(),
                member.name(),
                member.team(),
                member.telephones().findFirst().orElse(null),
                now,
                part == null ? null : part.other(),
                call == null ? null : nameOf(call),
                call == null || call.line() == null ? null : call.line().toString(),
                call == null ? null : call.queue(),
                part == null ? List.of() : listeners(callId, part.telephone()),
                pauses.refusal(member.id()));
    }

    /** The contact of the outside number, or the colleague at the other end; null when it is neither. */
    private String nameOf(Call call) {
        if (call.direction() == Call.Direction.INTERNAL || call.external() == null) {
            return null;
        }
        return nameOf(call.external());
    }

    private String nameOf(PhoneNumber number) {
        List<Caller> who = number == null ? List.of() : directory.whoIs(number);
        return who.size() == 1 ? who.get(0).name() : null;
    }

    private List<Listener> listeners(UUID callId, String telephone) {
        return supervisions.of(callId).stream()
                .filter(one -> telephone.equals(one.telephone()))
                .map(one -> new Listener(one.request(), one.by(), one.how(), one.heard()))
                .toList();
    }

    /** To which telephone somebody listens now. */
    public Optional<String> listensTo(UUID by) {
        return supervisions.by(by).map(Supervisions.Supervision::telephone);
    }

    /** With what somebody listens to a colleague now. */
    public Optional<Listener> listening(UUID by) {
        return supervisions.by(by).map(one -> new Listener(one.request(), one.by(), one.how(), one.heard()));
    }

    /** Notes that a supervisor goes on another way. */
    public void switched(UUID request, String how) {
        supervisions.switched(request, how);
    }

    /** @param calls which of the callers are seen by name */
    public List<QueueNow> queues(Predicate<Call> calls) {
        Map<String, List<QueuedCall>> today = day.byQueue();
        Map<String, Map<AgentState, Integer>> members = members();
        var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(today.keySet());
        names.addAll(members.keySet());
        List<Call> going = current.get();
        going.stream()
                .flatMap(call -> QueueWait.of(call).stream())
                .map(QueueWait::queue)
                .forEach(names::add);
        Map<String, Duration> skews = new HashMap<>();
        sources.get().forEach(source -> skews.put(source.name(), source.skew()));
        return names.stream()
                .map(name -> new QueueNow(
                        name,
                        sources(name, going),
                        waiting(name, going, calls, skews),
                        members.getOrDefault(name, Map.of()),
                        (int) going.stream()
                                .filter(call -> talksFrom(name, call))
                                .count(),
                        QueueFigures.of(today.getOrDefault(name, List.of()), settings),
                        settings.serviceLevel()))
                .toList();
    }

    private Set<String> sources(String queue, List<Call> going) {
        var told = new TreeSet<String>();
        going.stream()
                .filter(call ->
                        call.legs().stream().anyMatch(leg -> leg.kind() == LegKind.QUEUE && queue.equals(leg.party())))
                .forEach(call -> told.add(call.source()));
        book.all().stream()
                .flatMap(person -> person.evidence().telephones().stream())
                .filter(telephone -> telephone.memberships().stream()
                        .anyMatch(one -> one.queue().equals(queue)))
                .forEach(telephone -> told.add(telephone.source()));
        return told;
    }

    private static boolean talksFrom(String queue, Call call) {
        boolean talks = call.state() == Call.State.TALKING || call.state() == Call.State.HELD;
        return talks && queue.equals(call.queue()) && call.answeredAt() != null;
    }

    private List<Waiting> waiting(String queue, List<Call> going, Predicate<Call> seen, Map<String, Duration> skews) {
        var waiting = new ArrayList<Waiting>();
        for (Call call : going) {
            QueueWait.of(call).stream()
                    .filter(wait -> wait.queue().equals(queue))
                    .findFirst()
                    .ifPresent(wait -> waiting.add(waiting(
                            wait.entered().minus(skews.getOrDefault(call.source(), Duration.ZERO)),
                            call,
                            seen.test(call))));
        }
        waiting.sort(Comparator.comparing(Waiting::since));
        return waiting;
    }

    /** @param since by our clock */
    private Waiting waiting(Instant since, Call call, boolean seen) {
        boolean rings = call.legs().stream()
                .anyMatch(leg -> leg.kind() == LegKind.AGENT
                        && leg.ringAt() != null
                        && leg.answeredAt() == null
                        && leg.endedAt() == null);
        PhoneNumber number = seen ? call.external() : null;
        return new Waiting(seen ? call.id() : null, number, nameOf(number), since, rings);
    }

    /** A person who is in a queue with two telephones is one of its people. */
    private Map<String, Map<AgentState, Integer>> members() {
        var members = new TreeMap<String, Map<AgentState, Integer>>();
        for (PersonState person : book.all()) {
            person.evidence().telephones().stream()
                    .flatMap(telephone -> telephone.memberships().stream())
                    .map(Membership::queue)
                    .distinct()
                    .forEach(queue -> members.computeIfAbsent(queue, name -> new EnumMap<>(AgentState.class))
                            .merge(inQueue(person, queue), 1, Integer::sum));
        }
        return members;
    }

    /** Who is free may be paused in this one of their queues. */
    private static AgentState inQueue(PersonState person, String queue) {
        boolean pausedHere = person.evidence().telephones().stream()
                .flatMap(telephone -> telephone.memberships().stream())
                .anyMatch(one -> one.queue().equals(queue) && one.paused());
        return person.state() == AgentState.AVAILABLE && pausedHere ? AgentState.PAUSED : person.kept();
    }

    /** What the calls of one queue come to in each of the last quarters of an hour, oldest first. */
    public List<QueueFigures> quarters(String queue, int count) {
        return day.quarters(queue, clock.instant(), count);
    }

    /** All queues of today as one. */
    public QueueFigures today() {
        List<QueuedCall> all =
                day.byQueue().values().stream().flatMap(List::stream).toList();
        return QueueFigures.of(all, settings);
    }

    /** For how long its clock is ahead before it is worth telling. */
    public static boolean isSkewed(Duration skew) {
        return skew.abs().compareTo(Duration.ofSeconds(2)) > 0;
    }

    /** By the clock that the floor goes by. */
    public Instant now() {
        return clock.instant();
    }
}
