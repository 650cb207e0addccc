package org.ringbook.leads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose turn it is: leads that nobody looks after are given out, and those that nobody touches go on, while the company works. */
final class LeadDistribution {

    private static final int MOST_HAND_ONS = 2;

    private final LeadRows rows;
    private final LeadTurnRows turns;
    private final TransactionTemplate transaction;
    private final Staff staff;
    private final LeadSettings settings;
    private final WorkingCalendar working;
    private final Absences absences;
    private final Clock clock;

    LeadDistribution(
            LeadRows rows,
            LeadTurnRows turns,
            TransactionTemplate transaction,
            Staff staff,
            LeadSettings settings,
            WorkingCalendar working,
            Absences absences,
            Clock clock) {
        this.rows = rows;
        this.turns = turns;
        this.transaction = transaction;
        this.staff = staff;
        this.settings = settings;
        this.working = working;
        this.absences = absences;
        this.clock = clock;
    }

    /**
     * Gives those that wait to whose turn it is, in the order in which they came, while the company works.
     *
     * @return how many were given
     */
    int giveOut() {
        Instant now = clock.instant();
        if (!working.isWorking(now)) {
            return 0;
        }
        int given = 0;
        for (String queue : settings.queues().keySet()) {
            given += giveOut(queue, now);
            turns.waitingUntold(queue).forEach(lead -> tell(lead, now));
        }
        return given;
    }

    private int giveOut(String queue, Instant now) {
        Map<UUID, LeadSettings.Member> members = membersOf(queue, today(now));
        if (members.isEmpty()) {
            return 0;
        }
        Instant dayBegan = dayBegan(now);
        int[] given = new int[1];
        for (Lead lead : turns.waiting(queue)) {
            boolean found = Boolean.TRUE.equals(transaction.execute(status -> {
                rows.lock("queue " + queue);
                Optional<Lead> still = rows.findToChange(lead.id())
                        .filter(one -> one.state() == Lead.State.NEW && one.responsibleId() == null);
                if (still.isEmpty()) {
                    return true;
                }
                var turn = FairTurn.next(
                        new ArrayList<>(turns.turns(queue, members, dayBegan).values()));
                turn.flatMap(member -> staff.find(member.id())).ifPresent(person -> {
                    rows.assign(lead.id(), queue, person.id(), now, "turn");
                    given[0]++;
                });
                return turn.isPresent();
            }));
            if (!found) {
                break;
            }
        }
        return given[0];
    }

    /** Nobody has room: half of the time in which it is to be answered is over, and a supervisor is told. */
    private void tell(Lead lead, Instant now) {
        Duration half = settings.answerWithin().dividedBy(2);
        if (working.between(rows.waitsSince(lead.id()), now).compareTo(half) < 0) {
            return;
        }
        transaction.executeWithoutResult(status -> rows.findToChange(lead.id())
                .filter(one -> one.state() == Lead.State.NEW && one.responsibleId() == null)
                .ifPresent(one -> {
                    turns.escalate(one.id(), now);
                    rows.event(one.id(), new Lead.Event(now, "escalated", null, null, null));
                }));
    }

    private Instant dayBegan(Instant now) {
        return today(now).atStartOfDay(working.zone()).toInstant();
    }

    /**
     * Leads that nobody whom they were given touched go to the next in turn, or to the deputy of who is away, at most twice; then a
     * supervisor decides. While the company works.
     *
     * @return how many went on
     */
    int handOn() {
        Instant now = clock.instant();
        if (!working.isWorking(now)) {
            return 0;
        }
        int handed = 0;
        for (LeadTurnRows.Untouched one : turns.untouched()) {
            handed += Boolean.TRUE.equals(transaction.execute(status -> handedOn(one, now))) ? 1 : 0;
        }
        return handed;
    }

    private boolean handedOn(LeadTurnRows.Untouched one, Instant now) {
        boolean late = settings.handOnAfter().compareTo(Duration.ZERO) > 0
                && working.between(one.givenAt(), now).compareTo(settings.handOnAfter()) >= 0;
        StaffMember holder = staff.find(one.responsibleId()).orElse(null);
        boolean away = holder == null || !holder.active() || absences.isAway(holder.id(), today(now));
        Optional<Lead> still = late || away
                ? rows.findToChange(one.lead())
                        .filter(lead -> lead.state() == Lead.State.NEW
                                && lead.version() == one.version()
                                && one.responsibleId().equals(lead.responsibleId()))
                : Optional.empty();
        if (still.isEmpty()) {
            return false;
        }
        Lead lead = still.get();
        Optional<StaffMember> next =
                one.given().size() > MOST_HAND_ONS ? Optional.empty() : next(lead, one, holder, now);
        if (next.isPresent()) {
            rows.assign(lead.id(), lead.queue(), next.get().id(), now, away ? "away" : "untouched");
        } else if (late) {
            turns.escalate(lead.id(), now);
            rows.event(lead.id(), new Lead.Event(now, "escalated", null, null, null));
        }
        return next.isPresent();
    }

    private Optional<StaffMember> next(Lead lead, LeadTurnRows.Untouched one, StaffMember holder, Instant now) {
        Optional<StaffMember> deputy = holder == null ? Optional.empty() : absences.standsIn(holder, today(now));
        if (deputy.filter(person -> !one.given().contains(person.id())).isPresent()) {
            return deputy;
        }
        Map<UUID, LeadSettings.Member> others = membersOf(lead.queue(), today(now));
        others.keySet().removeAll(one.given());
        rows.lock("queue " + lead.queue());
        return FairTurn.next(new ArrayList<>(
                        turns.turns(lead.queue(), others, dayBegan(now)).values()))
                .flatMap(member -> staff.find(member.id()));
    }

    /** Those who are with us, and not away. */
    private Map<UUID, LeadSettings.Member> membersOf(String queue, LocalDate today) {
        var members = new LinkedHashMap<UUID, LeadSettings.Member>();
        if (!settings.queues().containsKey(queue)) {
            return members;
        }
        for (LeadSettings.Member member : settings.queues().get(queue).members()) {
            staff.byLogin(member.login())
                    .filter(StaffMember::active)
                    .filter(person -> !absences.isAway(person.id(), today))
                    .ifPresent(person -> members.put(person.id(), member));
        }
        return members;
    }

    private LocalDate today(Instant now) {
        return now.atZone(working.zone()).toLocalDate();
    }
}
