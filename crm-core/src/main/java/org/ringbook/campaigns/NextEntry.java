package org.ringbook.campaigns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.campaigns.AgentWork.Before;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.staff.StaffMember;

/** Looks for the next entry of a list that may be called now; the others go to sleep, each with its reason. In a transaction. */
final class NextEntry {

    private static final Duration WHILE_CALLED = Duration.ofMinutes(2);

    private final EntryRows entries;
    private final EntryGate gate;
    private final EntryWaits waits;
    private final Promises promised;
    private final Quotas quotas;

    NextEntry(EntryRows entries, EntryGate gate, EntryWaits waits, Promises promised, Quotas quotas) {
        this.entries = entries;
        this.gate = gate;
        this.waits = waits;
        this.promised = promised;
        this.quotas = quotas;
    }

    /**
     * Empty when there is none, or it is one that is not to be called: that is told in {@code passed}, and waits or is over.
     *
     * @param who whose it will be; null for a line that is dialled ahead
     */
    Optional<Before> take(Campaign campaign, StaffMember who, Instant now, Set<UUID> passed) {
        UUID person = who == null ? null : who.id();
        // Before any entry is locked: whoever makes a success locks quotas first, too.
        List<Quota> wanted = quotas.locked(campaign.id());
        Entry entry = entries.next(campaign.id(), person, now, passed).orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.notAfter() != null && entry.notAfter().isBefore(now)) {
            promised.withdraw(entry, null, who, now);
            entries.over(entry.id(), Entry.State.EXPIRED, now);
            passed.add(entry.id());
            return Optional.empty();
        }
        Entry.Number number = entry.numberFor(now).orElse(null);
        DialAnswer answer = number == null ? null : gate.ask(campaign, entry, number, now);
        if (number == null || !answer.allowed()) {
            passed.add(entry.id());
            waits.sleep(entry, answer, who, now);
            return Optional.empty();
        }
        if (waits.isCalled(entry)) {
            passed.add(entry.id());
            waits.until(entry, "same_number", now.plus(WHILE_CALLED));
            return Optional.empty();
        }
        Optional<Instant> twin = waits.twinCalledUntil(entry, now);
        if (twin.isPresent()) {
            passed.add(entry.id());
            waits.until(entry, "same_number", twin.get());
            return Optional.empty();
        }
        if (wanted.stream().anyMatch(one -> one.isAbout(entry) && one.isTaken())) {
            passed.add(entry.id());
            isNotWanted(entry, wanted, now);
            return Optional.empty();
        }
        entries.reserve(entry.id(), person, now.plus(AgentWork.LEASE));
        return Optional.of(new Before(campaign, entries.find(entry.id()).orElseThrow(), null, number, answer));
    }

    private void isNotWanted(Entry entry, List<Quota> wanted, Instant now) {
        boolean full = wanted.stream().anyMatch(one -> one.isAbout(entry) && one.isFull());
        if (full && entry.callbackTask() == null) {
            entries.over(entry.id(), Entry.State.QUOTA, now);
        } else {
            waits.until(entry, "quota", now.plus(WHILE_CALLED));
        }
        // Whoever is like them would be passed over one by one.
        wanted.stream()
                .filter(one -> one.isAbout(entry) && one.isTaken())
                .forEach(one -> quotas.waits(entry.campaignId(), one, now, now.plus(WHILE_CALLED)));
    }
}
