package org.ringbook.robots;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class FactsOfCalls implements FactsOf {

    private final CallLog calls;
    private final CallerDirectory directory;
    private final Staff staff;

    FactsOfCalls(CallLog calls, CallerDirectory directory, Staff staff) {
        this.calls = calls;
        this.directory = directory;
        this.staff = staff;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.CALL;
    }

    @Override
    public Optional<RecordFacts> read(UUID id) {
        return calls.find(id).map(this::of);
    }

    private RecordFacts of(Call call) {
        Optional<Caller> known = Optional.ofNullable(call.external())
                .map(directory::whoIs)
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0));
        Values values = new Values()
                .put("direction", call.direction())
                .put("result", call.result())
                .put("reason", call.reason())
                .put("external", Objects.toString(call.external(), null))
                .put("line", Objects.toString(call.line(), null))
                .put("queue", call.queue())
                .put("source", call.source())
                .put("waitSeconds", call.waitSeconds())
                .put("talkSeconds", call.talkSeconds())
                .put("name", known.map(Caller::name).orElse(null));
        return new RecordFacts(
                RecordKind.CALL,
                call.id(),
                known.map(Caller::name).orElse(Objects.toString(call.external(), "–")),
                responsible(call, known),
                known.map(one -> one.contactId() == null ? one.companyId() : one.contactId())
                        .orElse(null),
                call.external(),
                call.id(),
                null,
                values.all());
    }

    /** Who looks after the client; else whose telephone it was last. */
    private UUID responsible(Call call, Optional<Caller> known) {
        return known.map(Caller::responsible)
                .flatMap(staff::byTelephone)
                .or(() -> Optional.ofNullable(call.agent()).flatMap(agent -> staff.byTelephone(call.source(), agent)))
                .or(() -> call.rang().stream()
                        .map(rang -> staff.byTelephone(call.source(), rang))
                        .flatMap(Optional::stream)
                        .findFirst())
                .filter(StaffMember::active)
                .map(StaffMember::id)
                .orElse(null);
    }
}
