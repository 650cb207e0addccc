package org.ringbook.api;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.rights.Action;
import org.ringbook.staff.Scope;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.StaffTelephone;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.Sources.SourceCall;
import org.springframework.stereotype.Component;

/** Which calls the sender of a request may see, and what of them they may do. */
@Component
class VisibleCalls {

    private final Staff staff;
    private final CallReader reader;
    private final Calls current;
    private final CallLog log;
    private final Sources sources;

    VisibleCalls(Staff staff, CallReader reader, Calls current, CallLog log, Sources sources) {
        this.reader = reader;
        this.sources = sources;
        this.staff = staff;
        this.current = current;
        this.log = log;
    }

    /** The call as it is this moment, also by the id of one that was merged into it. */
    Call find(SignedIn me, UUID id) {
        return reader.find(id).filter(call -> sees(me, call)).orElseThrow(VisibleCalls::unknown);
    }

    Optional<Call> findByRequest(SignedIn me, UUID request) {
        Optional<SourceCall> told = sources.callOf(request);
        return current.current().stream()
                .filter(call -> call.sourceId().contains(request.toString())
                        || told.filter(new SourceCall(call.source(), call.sourceId())::equals)
                                .isPresent())
                .findFirst()
                .or(() -> log.findByRequest(request))
                .or(() -> told.flatMap(call -> log.findBySourceId(call.source(), call.sourceId())))
                .filter(call -> sees(me, call));
    }

    boolean sees(SignedIn me, Call call) {
        return may(me, Action.SEE, call);
    }

    /** Also by what another source told of the same call. */
    boolean may(SignedIn me, Action action, Call call) {
        return reader.may(permissions(me), action, call);
    }

    /** False, too, when the call is not in the log. */
    boolean hears(SignedIn me, UUID call) {
        return log.find(call).filter(found -> may(me, Action.HEAR, found)).isPresent();
    }

    CallPermissions permissions(SignedIn me) {
        return reader.permissions(staff.find(me.id()).orElse(null));
    }

    /** What one source told, also when another one's record stands for the call. */
    Call record(SignedIn me, UUID id) {
        return seen(me, record(id));
    }

    /** For whoever asks afterwards whether it may be {@link #seen}. */
    Call record(UUID id) {
        return reader.record(id).orElseThrow(VisibleCalls::unknown);
    }

    Call seen(SignedIn me, Call record) {
        boolean sees = sees(me, record)
                || log.find(record.id()).filter(found -> sees(me, found)).isPresent();
        if (!sees) {
            throw unknown();
        }
        return record;
    }

    private static NotDone unknown() {
        return NotDone.notFound("There is no such call, or it is not one of yours.");
    }

    /**
     * Who is asked for by one telephone is found by each that they have.
     *
     * @param asked telephones of the people to look for; null for any
     */
    Collection<String> agents(SignedIn me, List<String> asked) {
        if (asked == null) {
            return null;
        }
        Collection<UUID> seen = permissions(me).people();
        if (seen != null && !telephones(seen).containsAll(asked)) {
            throw notSeen(me, "telephones", "agent");
        }
        return asked.stream().flatMap(this::telephonesOfOwner).distinct().toList();
    }

    /** @param asked people to look for; null for any */
    Collection<UUID> people(SignedIn me, List<UUID> asked) {
        Collection<UUID> seen = permissions(me).people();
        if (asked != null && seen != null && !seen.containsAll(asked)) {
            throw notSeen(me, "calls", "staff");
        }
        return asked;
    }

    private NotDone notSeen(SignedIn me, String what, String parameter) {
        boolean team = permissions(me).scope(Action.SEE) == Scope.TEAM;
        return NotDone.notAllowed("You see the calls of " + (team ? "your team's" : "your own") + " " + what
                + " only. Leave \"" + parameter + "\" out.");
    }

    /** Those that they have, and those that they had. */
    private Set<String> telephones(Collection<UUID> people) {
        return people.stream()
                .flatMap(person -> staff.telephones().of(person).stream())
                .map(StaffTelephone::telephone)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<String> telephonesOfOwner(String telephone) {
        return staff.byTelephone(telephone).map(StaffMember::telephones).orElseGet(() -> Stream.of(telephone));
    }
}
