package org.ringbook.control;

import java.util.Locale;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.fold.Calls;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.CallCommands.Supervision;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.Sources;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Lets a supervisor who listens go on another way, without ringing their telephone again: heard by the colleague, by both, by nobody. */
@Component
public class SupervisionSwitch {

    private final RequestDesk desk;
    private final Calls calls;
    private final Rights rights;
    private final Staff staff;
    private final Sources sources;
    private final ApplicationEventPublisher events;

    SupervisionSwitch(
            RequestDesk desk,
            Calls calls,
            Rights rights,
            Staff staff,
            Sources sources,
            ApplicationEventPublisher events) {
        this.desk = desk;
        this.calls = calls;
        this.rights = rights;
        this.staff = staff;
        this.sources = sources;
        this.events = events;
    }

    /**
     * Waits for the telephone system.
     *
     * @param request with which the person began to listen
     * @throws CallRefused in words
     */
    public CallRequest change(Asking asking, UUID request, Supervision how) {
        CallRequest known = desk.find(request)
                .filter(one -> one.staffId().equals(asking.by().id()))
                .orElseThrow(() -> CallRefused.unknown(request));
        if (!known.kind().supervises() || known.state() != RequestState.ANSWERED) {
            throw CallRefused.because("not_listening");
        }
        Call call = calls.find(known.callId()).orElseThrow(() -> CallRefused.because("not_going_on"));
        var permissions = new CallPermissions(rights.of(asking.by()), staff::telephones);
        if (!permissions.may(Action.LISTEN, call)) {
            throw CallRefused.because("may_not_listen");
        }
        try {
            sources.commands(known.source()).switchSupervision(request, how);
        } catch (CommandRefused refused) {
            throw refused instanceof CallRefused ours ? ours : new CallRefused("telephony", refused.notice());
        }
        events.publishEvent(AuditEntry.of(AuditKind.SUPERVISION, how.name().toLowerCase(Locale.ROOT))
                .on(request, known.number())
                .by(asking.by().id()));
        return known;
    }
}
