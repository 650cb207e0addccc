package org.ringbook.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.rights.Deed;
import org.ringbook.rights.Granted;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.Sources.SourceCall;
import org.springframework.stereotype.Component;

/** Which calls the sender of a request may see, and what of them they may do. */
@Component
class VisibleCalls {

    private final Staff staff;
    private final Rights rights;
    private final Calls current;
    private final CallLog log;
    private final Sources sources;

    VisibleCalls(Staff staff, Rights rights, Calls current, CallLog log, Sources sources) {
        this.rights = rights;
        this.sources = sources;
        this.staff = staff;
        this.current = current;
        this.log = log;
    }

    /** The call as it is this moment, also by the id of one that was merged into it. */
    Call find(SignedIn me, UUID id) {
        return current.find(id)
                .or(() -> log.find(id).map(this::asItIsNow))
                .filter(call -> sees(me, call))
                .orElseThrow(VisibleCalls::unknown);
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
        return may(me, Deed.SEE, call);
    }

    /** Also by what another source told of the same call. */
    boolean may(SignedIn me, Deed deed, Call call) {
        Granted granted = granted(me);
        return granted.may(deed, call)
                || log.correlations().of(call).stream().anyMatch(seen -> granted.may(deed, seen.call()));
    }

    /** False, too, when the call is not in the log. */
    boolean hears(SignedIn me, UUID call) {
        return log.find(call).filter(found -> may(me, Deed.HEAR, found)).isPresent();
    }

    private Granted granted(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    /** What one source told, also when another one's record stands for the call. */
    Call record(SignedIn me, UUID id) {
        return seen(me, record(id));
    }

    /** For whoever asks afterwards whether it may be {@link #seen}. */
    Call record(UUID id) {
        return current.find(id).or(() -> log.record(id)).orElseThrow(VisibleCalls::unknown);
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
        Collection<String> seen = granted(me).seen();
        if (seen == null) {
            return asked == null
                    ? null
                    : asked.stream().flatMap(this::telephonesOfOwner).distinct().toList();
        }
        if (asked != null && !seen.containsAll(asked)) {
            throw NotDone.notAllowed("You see the calls of "
                    + (granted(me).reach(Deed.SEE) == Reach.TEAM ? "your team's" : "your own")
                    + " telephones only. Leave \"agent\" out.");
        }
        return asked == null
                ? seen
                : asked.stream()
                        .flatMap(this::telephonesOfOwner)
                        .filter(seen::contains)
                        .distinct()
                        .toList();
    }

    private Stream<String> telephonesOfOwner(String telephone) {
        return staff.byTelephone(telephone).map(StaffMember::telephones).orElseGet(() -> Stream.of(telephone));
    }

    private Call asItIsNow(Call written) {
        return current.find(written.id()).orElse(written);
    }
}
