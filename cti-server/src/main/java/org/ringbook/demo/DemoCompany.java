package org.ringbook.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/**
 * Puts the cast of the demo where the calls need it: people with telephones into the staff, customers into the contacts.
 * What is there already is left alone, so it may be done at each start.
 */
public final class DemoCompany {

    private final DemoCast cast;

    public DemoCompany(DemoCast cast) {
        this.cast = cast;
    }

    /**
     * Adds our people while nobody has a telephone yet, and the customers while there are neither companies nor contacts.
     *
     * @return the people who were added now, without passwords; empty when there was nothing to do
     */
    public List<StaffMember> moveInto(Staff staff, Contacts contacts) {
        var hired = hire(staff.all(), staff::save);
        var isEmpty = contacts.contacts(null, null, null, 1).items().isEmpty()
                && contacts.companies(null, null, 1).items().isEmpty();
        if (isEmpty) {
            introduce(contacts::save, contacts::save);
        }
        return hired;
    }

    List<StaffMember> hire(List<StaffMember> present, UnaryOperator<StaffMember> save) {
        if (present.stream().anyMatch(member -> !member.extensions().isEmpty())) {
            return List.of();
        }
        return cast.people().stream().map(DemoCompany::member).map(save).toList();
    }

    void introduce(UnaryOperator<Company> saveCompany, UnaryOperator<Contact> saveContact) {
        Map<String, UUID> companies = new HashMap<>();
        cast.companies()
                .forEach(company -> companies.put(
                        company.name(), saveCompany.apply(company(company)).id()));
        cast.customers().forEach(customer -> saveContact.apply(contact(customer, companies.get(customer.company()))));
    }

    private static StaffMember member(DemoCast.Person person) {
        return new StaffMember(
                null,
                person.name(),
                person.login(),
                person.role(),
                List.of(new Extension(person.extension())),
                null,
                true);
    }

    private static Company company(DemoCast.Company company) {
        var numbers = company.switchboard() == null ? List.<ContactNumber>of() : List.of(number(company.switchboard()));
        return new Company(null, company.name(), null, company.responsible(), numbers);
    }

    private static Contact contact(DemoCast.Customer customer, UUID company) {
        return new Contact(
                null,
                customer.name(),
                company,
                customer.position(),
                null,
                null,
                customer.responsible(),
                List.of(number(customer.number())));
    }

    private static ContactNumber number(String e164) {
        return new ContactNumber(PhoneNumber.of(e164), null, e164.startsWith("+79") ? "mobile" : "office");
    }
}
