package org.ringbook.changes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Fields of people and companies. What was another's before a merge is put back at who they are now. */
@Component
class ClientChanges implements CardChanges {

    private static final Set<String> OF_BOTH =
            Set.of("name", "note", "responsible_id", "numbers", "source", "region", "tags", "points");
    private static final Set<String> OF_PEOPLE = Set.of("company_id", "position", "email");

    private final Contacts contacts;
    private final PartyDetails details;
    private final Merges merges;
    private final OwnFieldBack ownFields;
    private final Staff staff;

    ClientChanges(Contacts contacts, PartyDetails details, Merges merges, OwnFieldBack ownFields, Staff staff) {
        this.contacts = contacts;
        this.details = details;
        this.merges = merges;
        this.ownFields = ownFields;
        this.staff = staff;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACT, Kind.COMPANY);
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return kind == Kind.CONTACT
                ? contacts.contact(record).isPresent()
                : contacts.company(record).isPresent();
    }

    @Override
    public boolean knows(FieldChange change) {
        return change.ownKey() != null
                || OF_BOTH.contains(change.field())
                || change.kind() == Kind.CONTACT && OF_PEOPLE.contains(change.field());
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        UUID party = merges.leadsTo(change.record()).orElse(change.record());
        if (change.ownKey() != null) {
            ownFields.putBack(change, party);
            return;
        }
        switch (change.field()) {
            case "responsible_id" -> contacts.give(party, id(change.was()), staff);
            case "source", "region", "tags", "points" -> details(party, change);
            default -> card(party, change);
        }
    }

    private void card(UUID party, FieldChange change) {
        if (change.kind() == Kind.CONTACT) {
            Contact now = contacts.contact(party).orElseThrow(() -> Refused.because("id", "contacts.contact.gone"));
            contacts.save(with(now, change));
        } else {
            Company now = contacts.company(party).orElseThrow(() -> Refused.because("id", "contacts.company.gone"));
            contacts.save(with(now, change));
        }
    }

    private static Contact with(Contact now, FieldChange change) {
        String field = change.field();
        return new Contact(
                now.id(),
                field.equals("name") ? text(change.was()) : now.name(),
                field.equals("company_id") ? id(change.was()) : now.companyId(),
                field.equals("position") ? text(change.was()) : now.position(),
                field.equals("email") ? text(change.was()) : now.email(),
                field.equals("note") ? text(change.was()) : now.note(),
                now.responsible(),
                now.responsibleId(),
                field.equals("numbers") ? numbers(change.was()) : now.numbers(),
                now.version());
    }

    private static Company with(Company now, FieldChange change) {
        String field = change.field();
        return new Company(
                now.id(),
                field.equals("name") ? text(change.was()) : now.name(),
                field.equals("note") ? text(change.was()) : now.note(),
                now.responsible(),
                now.responsibleId(),
                field.equals("numbers") ? numbers(change.was()) : now.numbers(),
                now.version());
    }

    private void details(UUID party, FieldChange change) {
        Details now = details.of(party).orElseThrow(() -> Refused.because("id", "contacts.party.gone"));
        String field = change.field();
        details.save(
                party,
                new Details(
                        field.equals("source") ? text(change.was()) : now.source(),
                        field.equals("region") ? text(change.was()) : now.region(),
                        field.equals("tags") ? texts(change.was()) : now.tags(),
                        field.equals("points") ? points(change.was()) : now.points()));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static UUID id(Object value) {
        return value == null ? null : UUID.fromString(value.toString());
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> several ? several : List.of();
    }

    private static List<String> texts(Object value) {
        return list(value).stream().map(Object::toString).toList();
    }

    private static List<ContactNumber> numbers(Object value) {
        return list(value).stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> new ContactNumber(
                        new PhoneNumber(Long.parseLong(one.get("number").toString())),
                        text(one.get("extension")),
                        text(one.get("label"))))
                .toList();
    }

    private static List<Details.Point> points(Object value) {
        return list(value).stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> new Details.Point(
                        Details.Kind.valueOf(one.get("kind").toString().toUpperCase(Locale.ROOT)),
                        one.get("value").toString(),
                        text(one.get("label"))))
                .toList();
    }
}
