package org.ringbook.floor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Part;
import org.ringbook.agentstates.Evidence.Stale;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.staff.BoundTelephone;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/**
 * Brings what calls and telephones say to the people whose telephones they are. Told on the threads of the sources; nothing here waits
 * for anything but for another that is told.
 */
final class FloorFeed {

    private final AgentStateBook book;
    private final Staff staff;
    private final Clock clock;
    private final Map<UUID, Map<UUID, Part>> partsByCall = new LinkedHashMap<>();
    private final Map<UUID, Map<UUID, Part>> partsByPerson = new LinkedHashMap<>();
    /** By source, then telephone. */
    private final Map<String, Map<String, Telephone>> telephones = new TreeMap<>();
    /** The same, by whose they were when they were last looked at: one that says something is no reason to look at all others. */
    private final Map<UUID, Map<String, Map<String, Telephone>>> telephonesOfPeople = new HashMap<>();

    private final Map<UUID, Set<String>> sourcesOfPeople = new ConcurrentHashMap<>();
    private volatile Map<String, Duration> skews = Map.of();

    FloorFeed(AgentStateBook book, Staff staff, Clock clock) {
        this.book = book;
        this.staff = staff;
        this.clock = clock;
    }

    void skews(Map<String, Duration> known) {
        skews = Map.copyOf(known);
    }

    private Duration skew(String source) {
        return skews.getOrDefault(source, Duration.ZERO);
    }

    private Function<String, Optional<UUID>> owners(String source) {
        return party -> staff.byTelephone(source, party).map(StaffMember::id);
    }

    synchronized void changed(CallChange change) {
        Call call = change.now();
        Instant heard = clock.instant();
        Duration skew = skew(call.source());
        Function<String, Optional<UUID>> owners = owners(call.source());
        Map<UUID, Part> now =
                change.withdrawn() ? Map.of() : steady(call.id(), CallParts.of(call, owners, skew, heard));
        var touched = new HashSet<UUID>();
        var gone = new HashSet<>(change.merged());
        if (change.withdrawn()) {
            gone.add(call.id());
        }
        change.merged().forEach(old -> touched.addAll(put(old, Map.of())));
        touched.addAll(put(call.id(), now));
        for (UUID person : touched) {
            Instant ended = now.containsKey(person) ? null : CallParts.ended(call, owners, person, skew);
            tell(person, ended == null || ended.isAfter(heard) ? heard : ended, gone);
        }
    }

    /** What stays as it was keeps the moment in which it was heard. */
    private Map<UUID, Part> steady(UUID call, Map<UUID, Part> now) {
        Map<UUID, Part> before = partsByCall.getOrDefault(call, Map.of());
        var same = new LinkedHashMap<UUID, Part>();
        now.forEach((person, part) -> {
            Part was = before.get(person);
            boolean stays = was != null
                    && was.equals(new Part(
                            part.state(),
                            part.callId(),
                            part.source(),
                            part.telephone(),
                            part.other(),
                            part.outside(),
                            part.since(),
                            was.heardAt()));
            same.put(person, stays ? was : part);
        });
        return same;
    }

    /** @return the people to whom it makes a difference */
    private Set<UUID> put(UUID call, Map<UUID, Part> now) {
        Map<UUID, Part> before = now.isEmpty() ? partsByCall.remove(call) : partsByCall.put(call, now);
        var touched = new HashSet<UUID>();
        if (before != null) {
            before.forEach((person, part) -> {
                if (!part.equals(now.get(person))) {
                    touched.add(person);
                }
            });
        }
        now.forEach((person, part) -> {
            if (before == null || !part.equals(before.get(person))) {
                touched.add(person);
            }
        });
        touched.forEach(person -> {
            Map<UUID, Part> parts = partsByPerson.computeIfAbsent(person, id -> new LinkedHashMap<>());
            if (now.containsKey(person)) {
                parts.put(call, now.get(person));
            } else {
                parts.remove(call);
            }
        });
        return touched;
    }

    private void tell(UUID person, Instant at, Set<UUID> gone) {
        book.parts(
                person,
                new ArrayList<>(partsByPerson.getOrDefault(person, Map.of()).values()),
                at,
                gone);
    }

    synchronized void telephone(Telephone telephone) {
        keep(telephones.computeIfAbsent(telephone.source(), name -> new TreeMap<>()), telephone);
        staff.byTelephone(telephone.source(), telephone.telephone()).ifPresent(owner -> {
            isOf(owner.id(), telephone);
            telephones(owner.id(), clock.instant());
        });
    }

    private void isOf(UUID person, Telephone telephone) {
        Map<String, Map<String, Telephone>> theirs = telephonesOfPeople.computeIfAbsent(person, id -> new TreeMap<>());
        keep(theirs.computeIfAbsent(telephone.source(), name -> new TreeMap<>()), telephone);
    }

    private static void keep(Map<String, Telephone> ofSource, Telephone telephone) {
        if (telephone.isKnown()) {
            ofSource.put(telephone.telephone(), telephone);
        } else {
            ofSource.remove(telephone.telephone());
        }
    }

    private void telephones(UUID person, Instant at) {
        var theirs = new ArrayList<Telephone>();
        // It may be another one's since.
        telephonesOfPeople
                .getOrDefault(person, Map.of())
                .forEach((source, all) -> all.forEach((number, telephone) -> {
                    if (owners(source).apply(number).filter(person::equals).isPresent()) {
                        theirs.add(byOurClock(telephone));
                    }
                }));
        book.telephones(person, List.copyOf(theirs), at);
    }

    /** A clock that is a little off is left alone: it moves with each answer, and what stays as it was is no change. */
    private Telephone byOurClock(Telephone told) {
        Duration skew = skew(told.source());
        if (!Floor.isSkewed(skew)) {
            return told;
        }
        return new Telephone(
                told.source(),
                told.telephone(),
                told.device(),
                earlier(told.since(), skew),
                told.memberships().stream()
                        .map(one -> new Membership(one.queue(), one.paused(), one.reason(), earlier(one.since(), skew)))
                        .toList(),
                byOurClock(told.status(), skew));
    }

    private static Status byOurClock(Status told, Duration skew) {
        return told == null ? null : new Status(told.availability(), told.reason(), earlier(told.since(), skew));
    }

    private static Instant earlier(Instant at, Duration skew) {
        return at == null ? null : at.minus(skew);
    }

    /** Telephones changed hands: everybody is looked at again. */
    synchronized void staffChanged(Supplier<List<Call>> current) {
        sourcesOfPeople.clear();
        telephonesOfPeople.clear();
        telephones.values().stream()
                .flatMap(all -> all.values().stream())
                .forEach(telephone -> staff.byTelephone(telephone.source(), telephone.telephone())
                        .ifPresent(owner -> isOf(owner.id(), telephone)));
        Instant now = clock.instant();
        staff.all().forEach(member -> telephones(member.id(), now));
        takenUp(current);
    }

    /** Calls that went on over a start of the server, or whose people are others now: nobody tells of them until they change. */
    synchronized void takenUp(Supplier<List<Call>> current) {
        Instant now = clock.instant();
        for (Call call : current.get()) {
            Map<UUID, Part> parts = CallParts.of(call, owners(call.source()), skew(call.source()), now);
            put(call.id(), steady(call.id(), parts)).forEach(person -> tell(person, now, Set.of(call.id())));
        }
    }

    /**
     * Which telephone systems are not heard.
     *
     * @param away since when, by name of the source
     * @param have the sources that are known to have a telephone
     * @param all every source
     */
    void stale(Map<String, Instant> away, Function<String, List<String>> have, Set<String> all) {
        Instant now = clock.instant();
        for (StaffMember member : staff.all()) {
            if (!member.active()) {
                continue;
            }
            Set<String> of = sourcesOf(member, have, all);
            Stale stale = stale(of, away, book.of(member.id()).decision().source());
            boolean wasStale = book.of(member.id()).stale() != null;
            if (stale != null || wasStale) {
                book.stale(member.id(), stale, now);
            }
        }
    }

    /** With two telephone systems it is the one that decides that must be heard; what no system says is so while one of them is. */
    private static Stale stale(Set<String> of, Map<String, Instant> away, String decides) {
        boolean heard = of.contains(decides)
                ? !away.containsKey(decides)
                : !away.keySet().containsAll(of);
        if (heard) {
            return null;
        }
        return of.stream()
                .filter(away::containsKey)
                .filter(source -> !of.contains(decides) || source.equals(decides))
                .findFirst()
                .map(source -> new Stale(source, away.get(source)))
                .orElse(null);
    }

    /** With one telephone system it is that; what is known once stays known while the system is away. */
    private Set<String> sourcesOf(StaffMember member, Function<String, List<String>> have, Set<String> all) {
        if (member.extensions().isEmpty() && member.bound().isEmpty()) {
            return Set.of();
        }
        Set<String> known = sourcesOfPeople.computeIfAbsent(member.id(), id -> ConcurrentHashMap.newKeySet());
        member.bound().stream().map(BoundTelephone::source).forEach(known::add);
        book.of(member.id()).evidence().telephones().forEach(telephone -> known.add(telephone.source()));
        member.extensions().forEach(extension -> known.addAll(have.apply(extension.digits())));
        return known.isEmpty() && all.size() == 1 ? all : known;
    }
}
