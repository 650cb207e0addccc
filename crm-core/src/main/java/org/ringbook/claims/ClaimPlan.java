package org.ringbook.claims;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.claims.ClaimCause.Step;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;

/** What is to be done for a claim: tasks like all others, made by the template of its cause or by hand. In the caller's transaction. */
final class ClaimPlan {

    private final ClaimRows rows;
    private final Tasks tasks;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final Clock clock;

    ClaimPlan(ClaimRows rows, Tasks tasks, Staff staff, WorkingCalendar calendar, Clock clock) {
        this.rows = rows;
        this.tasks = tasks;
        this.staff = staff;
        this.calendar = calendar;
        this.clock = clock;
    }

    List<Task> of(UUID claim) {
        return rows.items(claim).stream()
                .flatMap(task -> tasks.find(task, null).stream())
                .toList();
    }

    /**
     * Of each cause once, beside what was added by hand: what people made of the plan since stays.
     *
     * @param cause null for none
     * @param looksAfter who checks what others do
     */
    void makeOnce(Claim claim, ClaimCause cause, StaffMember looksAfter) {
        if (cause == null || rows.plannedFor(claim.id()).contains(cause.id())) {
            return;
        }
        rows.planned(claim.id(), cause.id());
        Instant now = clock.instant();
        for (Step step : cause.plan()) {
            StaffMember doer = doer(step, looksAfter);
            Locale locale = locale(doer);
            add(
                    claim,
                    new NewTask(
                            step.what(),
                            step.title(locale) + " · "
                                    + ClaimWords.say("item.of", locale, Long.toString(claim.number())),
                            null,
                            doer.id(),
                            null,
                            calendar.plus(now, Duration.ofHours(step.hours())),
                            null,
                            null,
                            claim.about().partyId(),
                            claim.about().phone(),
                            claim.about().callId()),
                    looksAfter);
        }
    }

    /** Whether its cause has a plan that was never made for it. */
    boolean isMissing(Claim claim, ClaimCause cause) {
        return cause != null
                && !cause.plan().isEmpty()
                && !rows.plannedFor(claim.id()).contains(cause.id());
    }

    Task add(Claim claim, NewTask what, StaffMember author) {
        Task task = tasks.add(what, author);
        rows.item(claim.id(), task.id());
        return task;
    }

    /** Somebody who has left does nothing any more: then it is the team's, or whoever looks after the claim does it. */
    private StaffMember doer(Step step, StaffMember looksAfter) {
        if (step.staffId() != null) {
            StaffMember named =
                    staff.find(step.staffId()).filter(StaffMember::active).orElse(null);
            if (named != null) {
                return named;
            }
        }
        String team = StaffMember.teamKey(step.team());
        return staff.all().stream()
                .filter(StaffMember::active)
                .filter(member -> team != null && team.equals(StaffMember.teamKey(member.team())))
                .min(Comparator.comparing((StaffMember member) -> !ClaimStates.isSupervisor(member))
                        .thenComparing(StaffMember::name)
                        .thenComparing(StaffMember::id))
                .orElse(looksAfter);
    }

    static Locale locale(StaffMember member) {
        return Locale.forLanguageTag(member.language() == null ? "ru" : member.language());
    }
}
