package org.ringbook.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallLog;
import org.ringbook.calls.Calls;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.Sources.SourceCall;
import org.springframework.stereotype.Component;

/** Who sees which calls: agents those in which one of their telephones spoke, rang or dialled; the others all. */
@Component
class VisibleCalls {

    private final Staff staff;
    private final Calls current;
    private final CallLog log;
    private final Sources sources;

    VisibleCalls(Staff staff, Calls current, CallLog log, Sources sources) {
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
                .orElseThrow(() -> NotDone.notFound("There is no such call, or it is not one of yours."));
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
        return me.mayAs(Role.SUPERVISOR)
                || isOwn(me, call)
                || log.sightings().of(call).stream().anyMatch(seen -> isOwn(me, seen.call()));
    }

    private boolean isOwn(SignedIn me, Call call) {
        return CallLog.agentsOf(call).stream().anyMatch(ownTelephones(me)::contains);
    }

    /** What one source told, also when another one's record stands for the call. */
    Call record(SignedIn me, UUID id) {
        return current.find(id)
                .or(() -> log.record(id))
                .filter(call -> sees(me, call)
                        || log.find(id).filter(found -> sees(me, found)).isPresent())
                .orElseThrow(() -> NotDone.notFound("There is no such call, or it is not one of yours."));
    }

    /**
     * Who is asked for by one telephone is found by each that they have.
     *
     * @param asked telephones of the people to look for; null for any
     */
    Collection<String> agents(SignedIn me, List<String> asked) {
        if (me.mayAs(Role.SUPERVISOR)) {
            return asked == null
                    ? null
                    : asked.stream().flatMap(this::telephonesOfOwner).distinct().toList();
        }
        List<String> own = ownTelephones(me);
        if (asked != null && !own.containsAll(asked)) {
            throw NotDone.notAllowed("You see the calls of your own telephones only. Leave \"agent\" out.");
        }
        return own;
    }

    private Stream<String> telephonesOfOwner(String telephone) {
        return staff.byTelephone(telephone).map(StaffMember::telephones).orElseGet(() -> Stream.of(telephone));
    }

    private Call asItIsNow(Call written) {
        return current.find(written.id()).orElse(written);
    }

    private List<String> ownTelephones(SignedIn me) {
        return staff.find(me.id()).stream().flatMap(StaffMember::telephones).toList();
    }
}
