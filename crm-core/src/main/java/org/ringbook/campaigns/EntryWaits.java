package org.ringbook.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.staff.StaffMember;

/** Why an entry is not called now, and until when it waits. */
final class EntryWaits {

    private static final Duration GATE_SHUT = Duration.ofDays(1);
    /** Another entry of the same number is not called so long. */
    private static final Duration TWINS_WAIT = Duration.ofHours(24);

    private final EntryRows entries;
    private final AttemptRows attempts;
    private final Promises promised;

    EntryWaits(EntryRows entries, AttemptRows attempts, Promises promised) {
        this.entries = entries;
        this.attempts = attempts;
        this.promised = promised;
    }

    /** What the gate does not let be called now. @param answer null where none of its numbers may be tried */
    void sleep(Entry entry, DialAnswer answer, StaffMember who, Instant now) {
        if (answer == null) {
            entries.waits(
                    entry.id(),
                    "other_number",
                    entries.nextNumberAt(entry.id())
                            .filter(at -> at.isAfter(now))
                            .orElse(now.plus(GATE_SHUT)));
            return;
        }
        String why = EntryGate.why(answer);
        if (EntryGate.isForGood(answer)) {
            promised.withdraw(entry, null, who, now);
            entries.over(entry.id(), Entry.State.DO_NOT_CALL, now);
            return;
        }
        until(entry, why, answer.next() == null ? now.plus(GATE_SHUT) : answer.next());
    }

    void until(Entry entry, String why, Instant until) {
        if (entry.state() == Entry.State.CALLBACK) {
            entries.promiseWaits(entry.id(), why, until);
        } else {
            entries.waits(entry.id(), why, until);
        }
    }

    /** Whether a call to one of its numbers or to whoever it is goes on, or may. */
    boolean isCalled(Entry entry) {
        return attempts.goesOn(entry.id(), entry.partyId(), numbersOf(entry));
    }

    /** Until when it waits because another entry with one of its numbers was called. What was promised is kept all the same. */
    Optional<Instant> twinCalledUntil(Entry entry, Instant now) {
        return entry.callbackTask() != null
                ? Optional.empty()
                : attempts.calledByAnother(entry.id(), numbersOf(entry), now.minus(TWINS_WAIT))
                        .map(at -> at.plus(TWINS_WAIT));
    }

    static Long[] numbersOf(Entry entry) {
        return entry.numbers().stream().map(one -> one.number().e164()).toArray(Long[]::new);
    }
}
