package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportRun.Line;
import org.ringbook.contacts.ImportRun.Outcome;
import org.ringbook.refusals.Refusal;
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
    private final List<RefusedRow> told = new ArrayList<>();
    private final Map<Long, List<UUID>> ofNumber = new HashMap<>();
    private final Map<UUID, Map<String, Object>> fields = new HashMap<>();
    private final Map<UUID, Map<String, Object>> fieldsBefore = new HashMap<>();
    private final Map<UUID, Map<String, Object>> peoplesFields = new LinkedHashMap<>();
    private final Map<UUID, Map<String, Object>> companiesFields = new LinkedHashMap<>();
    private final SharedNumbers shared;
    private long newCompanies;

    /** @param shared of the whole file */
    ImportChunk(SharedNumbers shared) {
        this.shared = shared;
    }

    void know(Company company) {
        companies.putIfAbsent(SearchText.key(company.name()), company);
        before.putIfAbsent(company.id(), company);
    }

    void know(Contact contact) {
        remember(contact);
        before.putIfAbsent(contact.id(), contact);
    }

    /** What stands in the company's own fields of those who are known. */
    void know(Map<UUID, Map<String, Object>> values) {
        values.forEach((id, one) -> {
            fields.putIfAbsent(id, one);
            fieldsBefore.putIfAbsent(id, one);
        });
    }

    Set<UUID> knownPeople() {
        return Set.copyOf(people.keySet());
    }

    Set<UUID> knownCompanies() {
        return companies.values().stream().map(Company::id).collect(Collectors.toSet());
    }

    Map<UUID, Map<String, Object>> peoplesFields() {
        return peoplesFields;
    }

    Map<UUID, Map<String, Object>> companiesFields() {
        return companiesFields;
    }

    /** What stood before in the fields that are to be written. */
    Map<String, Object> fieldsBefore(UUID id) {
        return fieldsBefore.getOrDefault(id, Map.of());
    }

    /** @return whether the row says something new */
    private boolean fill(UUID id, Map<String, Object> row, Map<UUID, Map<String, Object>> toWrite) {
        Map<String, Object> known = fields.getOrDefault(id, Map.of());
        Map<String, Object> filled = ImportFields.filled(known, row);
        if (filled.equals(known)) {
            return false;
        }
        fields.put(id, filled);
        toWrite.put(id, filled);
        return true;
    }

    private void remember(Contact contact) {
        if (people.putIfAbsent(contact.id(), contact) == null) {
            peopleByName
                    .computeIfAbsent(SearchText.key(contact.name()), name -> new ArrayList<>())
                    .add(contact.id());
        }
    }

    /** Whether somebody of that name and number is known. */
    boolean knows(ImportedRow row) {
        UUID company = row.company() == null
                ? null
                : Optional.ofNullable(companies.get(row.companyKey()))
                        .map(Company::id)
                        .orElse(null);
        return known(row.nameKey(), inCompany(row.person(), company)) != null;
    }

    /** @param likely who is likely the same under another name; null for nobody */
    void take(ImportedRow row, LikelySame.Likely likely, LikelyRows policy) {
        try {
            LikelySame.Likely same = row.person() == null || knows(row) ? null : orOfThisFile(row, likely);
            boolean own = same != null && (same.sure() || row.numbers().stream().noneMatch(shared::has));
            if (own && policy == LikelyRows.LEAVE_OUT) {
                refuse(row, Refusal.of("contacts.import.likely.left", same.name()));
                return;
            }
            boolean merges = own && (policy == LikelyRows.MERGE || same.sure());
            if (same != null) {
                String key = merges ? "contacts.import.likely.merged" : "contacts.import.likely.added";
                told.add(new RefusedRow(row.row(), null, row.person().name(), Refusal.of(key, same.name())));
            }
            Outcome outcome =
                    row.person() == null ? takeCompany(row) : takePerson(row, merges ? people.get(same.id()) : null);
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

    /** Two rows of the file with one number: it is one person's, unless three have it. */
    private LikelySame.Likely orOfThisFile(ImportedRow row, LikelySame.Likely likely) {
        if (likely != null && people.containsKey(likely.id())) {
            return likely;
        }
        return row.numbers().stream()
                .map(number -> ofNumber.getOrDefault(number.number().e164(), List.of()))
                .filter(owners -> !owners.isEmpty() && owners.size() < SharedNumbers.MOST)
                .map(owners -> people.get(owners.get(0)))
                .filter(Objects::nonNull)
                .findFirst()
                .map(one -> new LikelySame.Likely(one.id(), one.name(), false))
                .orElse(null);
    }

    void refuse(ImportedRow row, Refusal why) {
        refused.add(new RefusedRow(row.row(), null, null, why));
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
        run.likely(told);
        told.clear();
        refused.forEach(run::refused);
        lines.clear();
        refused.clear();
        newCompanies = 0;
    }

    private Outcome takeCompany(ImportedRow row) {
        Company known = companies.get(row.companyKey());
        if (known == null) {
            Company added = row.draft().with(NewId.next());
            write(added);
            fill(added.id(), row.companyFields(), companiesFields);
            newCompanies++;
            return Outcome.ADDED;
        }
        boolean filled = fill(known.id(), row.companyFields(), companiesFields);
        Company merged = ContactRules.tidied(ImportMerge.merged(known, row.draft()));
        if (merged.equals(known)) {
            return filled ? Outcome.CHANGED : Outcome.KNOWN;
        }
        write(merged);
        changedCompanies.add(merged.id());
        return Outcome.CHANGED;
    }

    /** @param same who they are, though their name says otherwise; null for whom name and number tell */
    private Outcome takePerson(ImportedRow row, Contact same) {
        UUID companyId = row.company() == null ? null : companyOf(row).id();
        if (companyId != null) {
            fill(companyId, row.companyFields(), companiesFields);
        }
        Contact person = inCompany(row.person(), companyId);
        Contact known = same == null ? known(row.nameKey(), person) : same;
        if (known == null) {
            Contact added = person.with(NewId.next());
            write(added);
            fill(added.id(), row.fields(), peoplesFields);
            return Outcome.ADDED;
        }
        boolean filled = fill(known.id(), row.fields(), peoplesFields);
        Contact merged = ContactRules.tidied(ImportMerge.merged(known, person));
        if (merged.equals(known)) {
            return filled ? Outcome.CHANGED : Outcome.KNOWN;
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
        for (ContactNumber number : contact.numbers()) {
            List<UUID> owners = ofNumber.computeIfAbsent(number.number().e164(), one -> new ArrayList<>());
            if (!owners.contains(contact.id())) {
                owners.add(contact.id());
            }
        }
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
