package org.ringbook.contacts.duplicates;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Details;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds who is entered a second time, by one rule for every way in: forms, API, import, leads. Any thread; every method waits for the
 * database.
 */
@Component
public class Duplicates {

    private static final int SHOWN = 10;

    private final JdbcClient jdbc;
    private final EntryRows rows;
    private final Contacts contacts;

    Duplicates(JdbcClient jdbc, Contacts contacts) {
        this.jdbc = jdbc;
        this.rows = new EntryRows(jdbc);
        this.contacts = contacts;
    }

    /**
     * What somebody says who was shown duplicates.
     *
     * @param anyway true to keep both
     * @param why null when they do not say
     * @param supervisor whether they may keep what is as good as certain
     * @param by our person; null for a program
     */
    public record Decision(boolean anyway, String why, boolean supervisor, UUID by) {

        public static Decision none() {
            return new Decision(false, null, false, null);
        }
    }

    /** Who a person may be already, the likeliest first, as far as a hint. @param details null when none are known */
    public List<Duplicate> of(Contact person, Details details) {
        return of(EntryRows.entry(person, details));
    }

    public List<Duplicate> of(Company company, Details details) {
        return of(EntryRows.entry(company, details));
    }

    /** Of each whether a number or an e-mail address of theirs is somebody's: without either nobody is likely the same. One question for all. */
    List<Boolean> shareSomething(List<Contact> people) {
        List<Entry> entries =
                people.stream().map(one -> EntryRows.entry(one, null)).toList();
        Set<Long> numbers = rows.numbersOfSomebody(entries);
        Set<String> emails = rows.emailsOfSomebody(entries);
        return entries.stream()
                .map(one -> one.numbers().stream().anyMatch(numbers::contains)
                        || one.emails().stream().anyMatch(emails::contains))
                .toList();
    }

    private List<Duplicate> of(Entry entry) {
        Set<UUID> ids = rows.candidates(entry);
        ids.remove(entry.id());
        Map<UUID, EntryRows.Known> known = rows.known(ids);
        Set<Long> shared = rows.shared(entry);
        return known.values().stream()
                .map(one -> duplicate(one, DuplicateRules.reasons(entry, one.entry(), shared)))
                .filter(one -> one.score() >= Duplicate.HINT)
                .sorted(Comparator.comparing(Duplicate::score).reversed().thenComparing(Duplicate::name))
                .limit(SHOWN)
                .toList();
    }

    private static Duplicate duplicate(EntryRows.Known known, List<Reason> reasons) {
        Entry entry = known.entry();
        return new Duplicate(
                entry.id(),
                entry.isPerson(),
                entry.name(),
                known.responsible(),
                DuplicateRules.score(reasons),
                reasons);
    }

    /**
     * Saves a person unless they are known already, or somebody decided that they are not.
     *
     * @throws PossibleDuplicates when there are some that nobody decided about; of a person that is changed only those that the change
     *     makes likelier
     * @throws Refused as {@link Contacts#save(Contact)}
     */
    public Contact save(Contact person, Decision decision) {
        List<Duplicate> found = toDecide(
                person.id(),
                of(person, null),
                id -> contacts.contact(id).map(before -> of(before, null)).orElse(List.of()));
        refuse(found, decision);
        Contact saved = contacts.save(person);
        remember(saved.id(), found, decision);
        return saved;
    }

    /** As {@link #save(Contact, Decision)}. */
    public Company save(Company company, Decision decision) {
        List<Duplicate> found = toDecide(
                company.id(),
                of(company, null),
                id -> contacts.company(id).map(before -> of(before, null)).orElse(List.of()));
        refuse(found, decision);
        Company saved = contacts.save(company);
        remember(saved.id(), found, decision);
        return saved;
    }

    private List<Duplicate> toDecide(UUID id, List<Duplicate> found, Function<UUID, List<Duplicate>> before) {
        List<Duplicate> likely = found.stream()
                .filter(one -> one.level() != Duplicate.Level.HINT)
                .toList();
        if (id == null || likely.isEmpty()) {
            return likely;
        }
        Map<UUID, Double> scores = before.apply(id).stream().collect(Collectors.toMap(Duplicate::id, Duplicate::score));
        Set<UUID> decided = new HashSet<>(jdbc.sql("select other_id from duplicate_kept where party_id = ?")
                .param(id)
                .query(UUID.class)
                .list());
        return likely.stream()
                .filter(one -> one.score() > scores.getOrDefault(one.id(), 0.0) && !decided.contains(one.id()))
                .toList();
    }

    private static void refuse(List<Duplicate> found, Decision decision) {
        if (found.isEmpty()) {
            return;
        }
        var doubt = new PossibleDuplicates(found);
        boolean explained = decision.why() != null && !decision.why().isBlank();
        if (!decision.anyway() || doubt.stops() && !(decision.supervisor() && explained)) {
            throw doubt;
        }
    }

    private void remember(UUID id, List<Duplicate> found, Decision decision) {
        for (Duplicate one : found) {
            jdbc.sql("insert into duplicate_kept (party_id, other_id, score, why, by) values (?, ?, ?, ?, ?)"
                            + " on conflict (party_id, other_id) do update set score = excluded.score, why = excluded.why,"
                            + " by = excluded.by, at = now()")
                    .params(id, one.id(), one.score(), decision.why(), decision.by())
                    .update();
        }
    }
}
