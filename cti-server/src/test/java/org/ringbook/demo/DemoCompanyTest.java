package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

class DemoCompanyTest {

    private final List<StaffMember> staff = new ArrayList<>();
    private final List<Company> companies = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final DemoCompany company = new DemoCompany(DemoCast.in("en"));

    @Test
    void besideTheAdministratorOurPeopleGetTheirTelephones() {
        staff.add(new StaffMember(UUID.randomUUID(), "admin", "admin", Role.ADMINISTRATOR, List.of(), null, true));

        var hired = company.hire(staff, this::keep);

        assertThat(hired).extracting(StaffMember::login).containsExactly("anna", "boris", "vera", "gleb");
        assertThat(hired).first().satisfies(anna -> {
            assertThat(anna.name()).isEqualTo("Anna Petrova");
            assertThat(anna.has(new Extension("101"))).isTrue();
        });
    }

    @Test
    void whereSomebodyHasATelephoneNobodyIsAdded() {
        company.hire(staff, this::keep);

        assertThat(company.hire(staff, this::keep)).isEmpty();
        assertThat(staff).hasSize(4);
    }

    @Test
    void mariaBelongsToRomashkaAndANumberIsShared() {
        company.introduce(
                added -> {
                    var kept = new Company(
                            UUID.randomUUID(), added.name(), added.note(), added.responsible(), added.numbers());
                    companies.add(kept);
                    return kept;
                },
                added -> {
                    contacts.add(added);
                    return added;
                });

        assertThat(contacts).first().satisfies(maria -> {
            assertThat(maria.name()).isEqualTo("Maria Ivanova");
            assertThat(maria.companyId()).isEqualTo(companies.get(0).id());
            assertThat(maria.numbers())
                    .singleElement()
                    .satisfies(number -> assertThat(number.number()).hasToString("+79161112233"));
        });
        assertThat(contacts)
                .filteredOn(
                        contact -> contact.numbers().get(0).number().toString().equals("+74951234567"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void strangersAreInNoListOfContacts(String language) {
        var cast = DemoCast.in(language);

        assertThat(cast.strangers())
                .isNotEmpty()
                .doesNotContainAnyElementsOf(
                        cast.customers().stream().map(DemoCast.Customer::number).toList());
        assertThat(cast.members()).containsExactly("101", "102", "104");
    }

    private StaffMember keep(StaffMember member) {
        var kept = new StaffMember(
                UUID.randomUUID(),
                member.name(),
                member.login(),
                member.role(),
                member.extensions(),
                member.language(),
                member.active());
        staff.add(kept);
        return kept;
    }
}
