package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DeletableClients implements Deletable {

    private final Contacts contacts;
    private final JdbcClient jdbc;

    DeletableClients(Contacts contacts, JdbcClient jdbc) {
        this.contacts = contacts;
        this.jdbc = jdbc;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACT, Kind.COMPANY);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        if (kind == Kind.CONTACT) {
            Contact person = contacts.contact(record).orElseThrow(Deletable::gone);
            Deletable.requireSupervisor(by);
            return Going.of(person.name(), digits(person.numbers()), person.responsibleId());
        }
        Company company = contacts.company(record).orElseThrow(Deletable::gone);
        Deletable.requireSupervisor(by);
        return Going.of(company.name(), digits(company.numbers()), company.responsibleId());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        if (kind == Kind.CONTACT) {
            contacts.deleteContact(record);
        } else {
            contacts.deleteCompany(record);
        }
    }

    @Override
    public void cameBack(UUID record) {
        List<Long> numbers = jdbc.sql("select number from contact_number where contact_id = :id or company_id = :id")
                .param("id", record)
                .query(Long.class)
                .list();
        contacts.changedElsewhere(List.of(record), numbers);
    }

    private static List<Long> digits(List<ContactNumber> numbers) {
        return numbers.stream().map(one -> one.number().e164()).distinct().toList();
    }
}
