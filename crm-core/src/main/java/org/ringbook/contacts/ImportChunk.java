package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportRun.Line;
import org.ringbook.contacts.ImportRun.Outcome;
import org.ringbook.refusals.Refused;

/**
 * What some rows do to what is known: pure memory, no database. In a dry run one such object lives through the whole file,
 * because what its rows would write is nowhere else.
 */
final class ImportChunk {

    private final Map<String, Company> companies = new HashMap<>();
    private final Map<UUID, Contact> people = new HashMap<>();
    private final Map<String, List<UUID>> peopleByName = new HashMap<>();
    private final Map<UUID, Object> before = new HashMap<>();
    private final Map<UUID, Company> companiesToWrite = new LinkedHashMap<>();
    private final Set<UUID> changedCompanies = new HashSet<>();
    private final Map<UUID, Contact> peopleToWrite = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private long newCompanies;

    void know(Company company) {
        companies.putIfAbsent(SearchText.key(company.name()), company);
        before.putIfAbsent(company.id(), company);
    }

    void know(Contact contact) {
        remember(contact);
        before.putIfAbsent(contact.id(), contact);
    }

    private void remember(Contact contact) {
        if (people.putIfAbsent(contact.id(), contact) == null) {
            peopleByName
                    .computeIfAbsent(SearchText.key(contact.name()), name -> new ArrayList<>())
                    .add(contact.id());
        }
    }

    void take(ImportedRow row) {
        try {
            Outcome outcome = row.person() == null ? takeCompany(row) : takePerson(row);
            lines.add(new Line(
                    row.row(),
                    row.person() == null ? row.company() : row.person().name(),
                    row.company(),
                    row.numbers(),
                    outcome,
                    row.leftOut()));
        } catch (Refused tooMuch) {
            refused.add(new RefusedRow(row.row(), null, null, tooMuch.refusal()));
        }
    }

    List<Company> companiesToWrite() {
        return List.copyOf(companiesToWrite.values());
    }

    /** All that is to be written, with what stood there before. */
    List<ImportLog.Write> changes() {
        List<ImportLog.Write> changes = new ArrayList<>();
        companiesToWrite
                .values()
                .forEach(company -> changes.add(
                        new ImportLog.Write(ImportLog.COMPANY, company.id(), before.get(company.id()), company)));
        peopleToWrite
                .values()
                .forEach(person -> changes.add(
                        new ImportLog.Write(ImportLog.PERSON, person.id(), before.get(person.id()), person)));
        return changes;
    }

    /** Those whose people may have numbers that no row has. */
    Set<UUID> changedCompanies() {
        return changedCompanies;
    }

    List<Contact> peopleToWrite() {
        return List.copyOf(peopleToWrite.values());
    }

    /** Of a company that a contact to write belongs to. */
    Map<UUID, String> companyNames() {
        Map<UUID, String> names = new HashMap<>();
        companies.values().forEach(company -> names.put(company.id(), company.name()));
        return names;
    }

    long[] numbersToWrite() {
        return Stream.concat(
                        peopleToWrite.values().stream().map(Contact::numbers),
                        companiesToWrite.values().stream().map(Company::numbers))
                .flatMap(List::stream)
                .mapToLong(number -> number.number().e164())
                .distinct()
                .toArray();
    }

    /** Tells the run what came of the rows, when that is sure. */
    void tell(ImportRun run) {
        run.written(lines, newCompanies);
        refused.forEach(run::refused);
        lines.clear();
        refused.clear();
        newCompanies = 0;
    }

    private Outcome takeCompany(ImportedRow row) {
        Company known = companies.get(row.companyKey());
        if (known == null) {
            write(row.draft().with(NewId.next()));
            newCompanies++;
            return Outcome.ADDED;
        }
        Company merged = ContactRules.tidied(ImportMerge.merged(known, row.draft()));
        if (merged.equals(known)) {
            return Outcome.KNOWN;
        }
        write(merged);
        changedCompanies.add(merged.id());
        return Outcome.CHANGED;
    }

    private Outcome takePerson(ImportedRow row) {
        UUID companyId = row.company() == null ? null : companyOf(row).id();
        Contact person = inCompany(row.person(), companyId);
        Contact known = known(row.nameKey(), person);
        if (known == null) {
            write(person.with(NewId.next()));
            return Outcome.ADDED;
        }
        Contact merged = ContactRules.tidied(ImportMerge.merged(known, person));
        if (merged.equals(known)) {
            return Outcome.KNOWN;
        }
        write(merged);
        return Outcome.CHANGED;
    }

    private Company companyOf(ImportedRow row) {
        Company known = companies.get(row.companyKey());
        if (known == null) {
            known = new Company(NewId.next(), row.company(), null, null, List.of());
            write(known);
            newCompanies++;
        }
        return known;
    }

    /** Of the same name, with one of the numbers; or, when the row has no number, in the same company. */
    private Contact known(String nameKey, Contact person) {
        return peopleByName.getOrDefault(nameKey, List.of()).stream()
                .map(people::get)
                .filter(known -> person.numbers().isEmpty()
                        ? Objects.equals(known.companyId(), person.companyId())
                        : sharesNumber(known, person))
                .findFirst()
                .orElse(null);
    }

    private static boolean sharesNumber(Contact known, Contact person) {
        return known.numbers().stream()
                .map(ContactNumber::number)
                .anyMatch(number -> person.numbers().stream()
                        .anyMatch(other -> other.number().equals(number)));
    }

    private void write(Company company) {
        companies.put(SearchText.key(company.name()), company);
        companiesToWrite.put(company.id(), company);
    }

    private void write(Contact contact) {
        remember(contact);
        people.put(contact.id(), contact);
        peopleToWrite.put(contact.id(), contact);
    }

    private static Contact inCompany(Contact person, UUID companyId) {
        return new Contact(
                null,
                person.name(),
                companyId,
                person.position(),
                person.email(),
                person.note(),
                person.responsible(),
                person.numbers());
    }
}
