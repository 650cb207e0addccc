package org.ringbook.contacts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.fields.FieldFilter;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Companies and people, with their numbers. Any thread. A saved change is committed, and in {@link CallerDirectory}, when
 * the call returns.
 */
@Component
public class Contacts {

    /** A page has at most so many rows, whatever was asked for. */
    public static final int LONGEST_PAGE = 500;

    /** What fits is counted as far as this. */
    public static final int COUNTED = Found.COUNTED;

    private final JdbcClient jdbc;
    private final ContactRows people;
    private final CompanyRows companies;
    private final RetriedTransaction transaction;
    private final CallerDirectory directory;
    private final NumberPlan plan;

    Contacts(JdbcClient jdbc, PlatformTransactionManager transactions, CallerDirectory directory, NumberPlan plan) {
        this.jdbc = jdbc;
        this.people = new ContactRows(jdbc);
        this.companies = new CompanyRows(jdbc);
        this.transaction = new RetriedTransaction(transactions);
        this.directory = directory;
        this.plan = plan;
    }

    public Optional<Contact> contact(UUID id) {
        return people.find(id);
    }

    public Optional<Company> company(UUID id) {
        return companies.find(id);
    }

    /**
     * People who have, for each word of the text, a word that begins so in their name, e-mail address or company's name, in Latin or
     * Cyrillic letters and whichever layout the keyboard had; or, when the text is digits (three or more), a number that has them
     * anywhere. Ordered by name.
     *
     * @param text what the user typed; null or blank for all
     * @param companyId only people of this company; null for all
     * @param after cursor of the page before; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public ContactPage<Contact> contacts(String text, UUID companyId, String after, int limit) {
        return contacts(text, companyId, null, after, limit);
    }

    /** As {@link #contacts(String, UUID, String, int)}. @param filter of the company's own fields; null for none */
    public ContactPage<Contact> contacts(String text, UUID companyId, FieldFilter filter, String after, int limit) {
        Found found = new Found("contact", text, filter, plan, PageCursor.read(after));
        if (companyId != null) {
            found.conditions.add("t.company_id = :companyId");
            found.params.put("companyId", companyId);
        }
        int rows = rows(limit);
        return page(people.list(found, rows + 1), rows, Contact::name, Contact::id);
    }

    /** Companies by name or digits of their own numbers, as {@link #contacts}. */
    public ContactPage<Company> companies(String text, String after, int limit) {
        return companies(text, null, after, limit);
    }

    /** As {@link #companies(String, String, int)}. @param filter of the company's own fields; null for none */
    public ContactPage<Company> companies(String text, FieldFilter filter, String after, int limit) {
        int rows = rows(limit);
        Found found = new Found("company", text, filter, plan, PageCursor.read(after));
        return page(companies.list(found, rows + 1), rows, Company::name, Company::id);
    }

    /** How many people {@link #contacts} finds, at most so many. @param filter of the company's own fields; null for none */
    public int countContacts(String text, FieldFilter filter, int most) {
        return new FoundRows(jdbc).count(new Found("contact", text, filter, plan, null), most);
    }

    /** As {@link #countContacts}. */
    public int countCompanies(String text, FieldFilter filter, int most) {
        return new FoundRows(jdbc).count(new Found("company", text, filter, plan, null), most);
    }

    /** Those of them that there are, in one query. */
    public List<Company> companies(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : companies.all(ids.toArray(UUID[]::new));
    }

    /** As {@link #companies(Collection)}. */
    public List<Contact> people(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : people.all(ids.toArray(UUID[]::new));
    }

    /** Names of those people and companies that there are, in one query; see {@link NamedParty}. */
    public List<NamedParty> named(Collection<UUID> parties) {
        UUID[] ids = parties.toArray(UUID[]::new);
        return ids.length == 0
                ? List.of()
                : jdbc.sql("select id, name, true as person from contact where id = any(:ids)"
                                + " union all select id, name, false from company where id = any(:ids)")
                        .param("ids", ids)
                        .query((row, n) -> new NamedParty(
                                row.getObject("id", UUID.class), row.getString("name"), row.getBoolean("person")))
                        .list();
    }

    /** People as {@link #contacts} finds them, those of one of our people first. @param own null for nobody's */
    public Matches<Contact> bestContacts(String text, UUID own, int limit) {
        FoundRows.Some<Contact> some = people.best(new Found("contact", text, plan, null), rows(limit), own);
        return new Matches<>(some.rows(), some.total());
    }

    /** As {@link #bestContacts}. */
    public Matches<Company> bestCompanies(String text, UUID own, int limit) {
        FoundRows.Some<Company> some = companies.best(new Found("company", text, plan, null), rows(limit), own);
        return new Matches<>(some.rows(), some.total());
    }

    /** The numbers of all people and companies that a text fits. @param most of them */
    public NumbersFound numbersOf(String text, int most) {
        List<PhoneNumber> some = new FoundNumbers(jdbc).of(SearchText.query(text), most + 1);
        return new NumbersFound(some.size() > most ? some.subList(0, most) : some, some.size() > most);
    }

    /**
     * Adds (id null) or changes.
     *
     * @return the record as kept: with id, fields on one line, no number twice
     * @throws Refused if a field is not fit, the record or its company was deleted meanwhile, or it is of another version than the one
     *     that was seen
     */
    public Contact save(Contact contact) {
        Contact tidied = ContactRules.tidied(contact);
        Contact named = tidied.id() == null ? tidied.with(NewId.next()) : tidied;
        record Change(List<ContactNumber> before, Contact saved) {}
        Change change = transaction.execute(() -> {
            // Before the person, as everybody takes them.
            String companyName = companyName(named.companyId());
            List<ContactNumber> old = tidied.id() == null
                    ? List.of()
                    : people.findToChange(tidied.id())
                            .map(now -> unchanged(now, now.version(), named.version(), now.name()))
                            .orElseThrow(() -> Refused.because("id", "contacts.contact.gone"))
                            .numbers();
            return new Change(old, people.write(named, companyName));
        });
        refresh(change.before(), change.saved().numbers());
        return change.saved();
    }

    /**
     * Several changes of cards as one: all of them stay, or none, and nobody gets between them.
     *
     * @param work may be done more than once; only the last time stays
     */
    public <T> T together(Supplier<T> work) {
        return transaction.execute(work);
    }

    /** As {@link #save(Contact)}. */
    public Company save(Company company) {
        Company tidied = ContactRules.tidied(company);
        Company named = tidied.id() == null ? tidied.with(NewId.next()) : tidied;
        record Change(Company before, Company saved) {}
        Change change = transaction.execute(() -> {
            Company old = tidied.id() == null
                    ? named.with(List.of())
                    : companies
                            .findToChange(tidied.id())
                            .map(now -> unchanged(now, now.version(), named.version(), now.name()))
                            .orElseThrow(() -> Refused.because("id", "contacts.company.gone"));
            Company saved = companies.write(named);
            if (!old.name().equals(saved.name())) {
                people.writeWords(people.ofCompanyToChange(saved.id()), saved.name());
            }
            return new Change(old, saved);
        });
        RetriedTransaction.whenCommitted(
                () -> directory.refreshCompany(change.saved().id()));
        refresh(change.before().numbers(), change.saved().numbers());
        return change.saved();
    }

    private static <T> T unchanged(T card, Integer stands, Integer seen, String name) {
        if (seen != null && !seen.equals(stands)) {
            throw Refused.because("version", "contacts.changed", name);
        }
        return card;
    }

    /** Nothing happens when it is gone already. */
    public void deleteContact(UUID id) {
        List<ContactNumber> numbers = transaction.execute(() -> {
            List<ContactNumber> old =
                    people.findToChange(id).map(Contact::numbers).orElse(List.of());
            people.delete(id);
            return old;
        });
        refresh(numbers, List.of());
    }

    /**
     * Deletes a person whom nobody has changed or worked with.
     *
     * @param written when they were written last, as far as is known
     * @return false when they were changed since, are gone, or something was written of them: nothing happens then
     */
    public boolean deleteUnused(UUID id, Instant written) {
        return transaction.execute(() -> {
            boolean same = people.findToChange(id).isPresent()
                    && jdbc.sql("select count(*) from contact where id = ? and changed_at = ?")
                                    .params(id, written.atOffset(ZoneOffset.UTC))
                                    .query(Long.class)
                                    .single()
                            > 0;
            boolean unused =
                    same && new PartyColumns(jdbc).inUse(new UUID[] {id}).isEmpty();
            if (unused) {
                deleteContact(id);
            }
            return unused;
        });
    }

    /**
     * Adds a number to a person or company.
     *
     * @return false when it is theirs already, there is no room, or they are gone
     */
    public boolean addNumber(UUID party, PhoneNumber number) {
        return numbers(
                party,
                had -> had.size() == ContactRules.NUMBERS || has(had, number)
                        ? had
                        : Stream.concat(had.stream(), Stream.of(new ContactNumber(number, null, null)))
                                .toList());
    }

    /** Takes a number from a person or company. @return false when it is not theirs */
    public boolean removeNumber(UUID party, PhoneNumber number) {
        return numbers(
                party,
                had -> had.stream().filter(one -> !one.number().equals(number)).toList());
    }

    private static boolean has(List<ContactNumber> numbers, PhoneNumber number) {
        return numbers.stream().anyMatch(one -> one.number().equals(number));
    }

    private boolean numbers(UUID party, UnaryOperator<List<ContactNumber>> change) {
        return transaction.execute(() -> people.findToChange(party)
                .map(person -> {
                    List<ContactNumber> now = change.apply(person.numbers());
                    return !now.equals(person.numbers()) && save(person.with(now)) != null;
                })
                .or(() -> companies.findToChange(party).map(company -> {
                    List<ContactNumber> now = change.apply(company.numbers());
                    return !now.equals(company.numbers()) && save(company.with(now)) != null;
                }))
                .orElse(false));
    }

    /**
     * Makes somebody responsible for a company or person; the extension beside them is the one of today.
     *
     * @param person null for nobody
     * @throws Refused when the company or person is gone
     */
    public void give(UUID party, UUID person, Staff staff) {
        String extension = person == null
                ? null
                : staff.find(person)
                        .flatMap(member -> member.telephones()
                                .filter(Extension::isExtension)
                                .findFirst())
                        .orElse(null);
        transaction.execute(() -> {
            int people = give("contact", party, person, extension);
            if (people + give("company", party, person, extension) == 0) {
                throw Refused.because("id", "contacts.party.gone");
            }
            return null;
        });
        RetriedTransaction.whenCommitted(() -> {
            directory.refreshCompany(party);
            contact(party).ifPresent(one -> refresh(List.of(), one.numbers()));
        });
    }

    private int give(String table, UUID party, UUID person, String extension) {
        return jdbc.sql("update " + table
                        + " set responsible_id = :person, responsible = :extension, changed_at = now() where id = :id")
                .param("person", person)
                .param("extension", extension)
                .param("id", party)
                .update();
    }

    /** Whether a text is one address, as it may stand on a card. */
    public static boolean isEmail(String text) {
        return ContactRules.isEmail(text);
    }

    /** The people of the company stay, without one. Nothing happens when it is gone already. */
    public void deleteCompany(UUID id) {
        List<ContactNumber> numbers = transaction.execute(() -> {
            List<ContactNumber> own =
                    companies.findToChange(id).map(Company::numbers).orElse(List.of());
            List<Contact> left = people.ofCompanyToChange(id);
            companies.delete(id);
            people.writeWords(left, null);
            return Stream.concat(own.stream(), left.stream().flatMap(person -> person.numbers().stream()))
                    .toList();
        });
        refresh(numbers, List.of());
    }

    /**
     * What belongs to a person or company was changed past these methods, and is committed: their words and the caller directory
     * follow.
     *
     * @param parties people and companies, whether they are there any more or not
     * @param numbers that are or were theirs, E.164 without the plus
     */
    public void changedElsewhere(Collection<UUID> parties, Collection<Long> numbers) {
        Set<Long> all = new HashSet<>(numbers);
        for (UUID id : parties) {
            transaction.execute(() -> {
                companies.find(id).ifPresent(company -> {
                    companies.write(company);
                    List<Contact> staff = people.ofCompanyToChange(id);
                    people.writeWords(staff, company.name());
                    staff.forEach(one -> one.numbers()
                            .forEach(number -> all.add(number.number().e164())));
                });
                people.findToChange(id).ifPresent(person -> people.write(person, companyName(person.companyId())));
                return null;
            });
            directory.refreshCompany(id);
        }
        directory.refresh(all.stream().mapToLong(Long::longValue).toArray());
    }

    private String companyName(UUID id) {
        return id == null
                ? null
                : companies.nameToKeep(id).orElseThrow(() -> Refused.because("companyId", "contacts.company.unknown"));
    }

    private void refresh(List<ContactNumber> before, List<ContactNumber> now) {
        long[] numbers = Stream.concat(before.stream(), now.stream())
                .mapToLong(number -> number.number().e164())
                .distinct()
                .toArray();
        RetriedTransaction.whenCommitted(() -> directory.refresh(numbers));
    }

    private static int rows(int limit) {
        return Math.max(1, Math.min(limit, LONGEST_PAGE));
    }

    private static <T> ContactPage<T> page(List<T> rows, int limit, Function<T, String> name, Function<T, UUID> id) {
        if (rows.size() <= limit) {
            return new ContactPage<>(rows, null);
        }
        T last = rows.get(limit - 1);
        return new ContactPage<>(
                rows.subList(0, limit), new PageCursor(SearchText.key(name.apply(last)), id.apply(last)).print());
    }

    /** @param person whether it is a person, else a company */
    public record NamedParty(UUID id, String name, boolean person) {}

    /** @param total how many fit; null when it is more than {@link #COUNTED} */
    public record Matches<T>(List<T> items, Integer total) {}

    /** @param more whether there are more numbers than these */
    public record NumbersFound(List<PhoneNumber> numbers, boolean more) {}

    /** @param next cursor of the page that follows; null when this is the last */
    public record ContactPage<T>(List<T> items, String next) {}
}
