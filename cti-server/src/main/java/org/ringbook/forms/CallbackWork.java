package org.ringbook.forms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.forms.FormCallback.State;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls visitors who asked for it: the telephone of whose lead it is rings first, then theirs. In working hours, by the limits of call
 * control, whose budget for such calls is its own. Each ring is asked for by one key, so that a server that dies rings nobody twice. On a
 * thread of its own.
 */
@Component
class CallbackWork implements SmartLifecycle {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_OF_NUMBER = 2;

    private final FormCallbacks table;
    private final CallControl control;
    private final Leads leads;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RepeatedTask works = new RepeatedTask("callbacks", FIRST, PAUSE, this::work);

    CallbackWork(
            FormCallbacks table,
            CallControl control,
            Leads leads,
            Staff staff,
            WorkingCalendar calendar,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.control = control;
        this.leads = leads;
        this.staff = staff;
        this.calendar = calendar;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = Clock.systemUTC();
    }

    /** In the transaction of whoever calls: a lead of a form wants to be called at once. */
    void wanted(long message, String form, Lead lead, Duration patience) {
        Instant now = clock.instant();
        if (lead.phone() == null || lead.doubtful() != null || !lead.state().isOpen()) {
            return;
        }
        boolean often = table.called(lead.phone().e164(), now.minus(DAY)) >= MOST_OF_NUMBER;
        State state = often ? State.REFUSED : calendar.isWorking(now) ? State.WAITING : State.OUT_OF_HOURS;
        var fresh = new FormCallback(
                UUID.randomUUID(),
                lead.id(),
                form,
                lead.phone().e164(),
                state,
                0,
                now,
                now.plus(patience),
                null,
                null,
                often ? "often" : null,
                now);
        if (table.add(fresh, message) && state.isOver()) {
            tell(fresh);
        }
    }

    void work() {
        for (UUID id : table.due(clock.instant())) {
            FormCallback ringing = transaction.execute(
                    status -> table.toWorkOn(id).map(this::step).orElse(null));
            if (ringing != null) {
                ring(ringing);
            }
        }
    }

    /** @return one for which a telephone is to be rung, when that is noted; else null */
    private FormCallback step(FormCallback before) {
        Instant now = clock.instant();
        if (before.state() == State.CALLING && before.requestId() != null) {
            return written(
                    before,
                    control.find(before.requestId())
                            .map(request -> CallbackRules.after(before, request, now))
                            .orElseGet(() -> before.over(State.UNKNOWN, null)));
        }
        if (before.state() == State.CALLING) {
            // The server died between the note and the request: the same key asks for the same ring.
            return before;
        }
        Optional<Lead> lead = leads.find(before.leadId());
        if (lead.isEmpty() || !lead.get().state().isOpen() || isMet(lead.get(), before)) {
            return written(before, before.over(State.MET, null));
        }
        if (!calendar.isWorking(now)) {
            return written(
                    before,
                    before.over(before.tries() == 0 ? State.OUT_OF_HOURS : State.CLIENT_MISSED, before.cause()));
        }
        Optional<StaffMember> person = Optional.ofNullable(lead.get().responsibleId())
                .flatMap(staff::find)
                .filter(CallbackWork::isThere);
        if (person.isEmpty()) {
            return written(
                    before,
                    now.isBefore(before.until())
                            ? before.waits(now.plus(CallbackRules.LOOK_AGAIN), null)
                            : before.over(State.NOBODY, null));
        }
        FormCallback rings = before.rings(person.get().id(), now.plus(CallbackRules.LOOK_AGAIN));
        table.write(rings, now);
        return rings;
    }

    private boolean isMet(Lead lead, FormCallback asked) {
        return CallbackRules.isMet(lead.firstResponseAt(), leads.events(lead.id()), asked.createdAt());
    }

    private static boolean isThere(StaffMember person) {
        return person.active() && !person.extensions().isEmpty();
    }

    private FormCallback written(FormCallback before, FormCallback now) {
        table.write(now, clock.instant());
        if (now.state().isOver() && !before.state().isOver()) {
            tell(now);
        }
        return null;
    }

    private void ring(FormCallback ringing) {
        Instant now = clock.instant();
        StaffMember person = staff.find(ringing.staffId()).orElse(null);
        if (person == null || !isThere(person)) {
            save(ringing, ringing.over(State.NOBODY, null));
            return;
        }
        var asking = new Asking(person, Entrance.CALLBACK, "callback-" + ringing.id() + "-" + ringing.tries());
        try {
            CallRequest request =
                    control.dial(asking, person.extensions().get(0).digits(), "+" + ringing.number());
            save(ringing, CallbackRules.after(ringing, request, now));
        } catch (CallRefused refused) {
            save(ringing, CallbackRules.refused(ringing, refused.code(), now));
        } catch (CommandRefused refused) {
            save(ringing, ringing.over(State.REFUSED, "telephony"));
        }
    }

    private void save(FormCallback before, FormCallback now) {
        transaction.executeWithoutResult(
                status -> table.toWorkOn(before.id()).ifPresent(still -> written(before, now)));
    }

    /** On the lead: whoever opens it sees what became of the call. */
    private void tell(FormCallback over) {
        if (leads.find(over.leadId()).isPresent()) {
            leads.note(over.leadId(), "callback " + over.state().name().toLowerCase(Locale.ROOT), over.staffId());
        }
    }

    @Override
    public void start() {
        works.start();
    }

    @Override
    public void stop() {
        works.stop();
    }

    @Override
    public boolean isRunning() {
        return works.isRunning();
    }
}
