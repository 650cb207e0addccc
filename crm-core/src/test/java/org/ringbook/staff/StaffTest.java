package org.ringbook.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

class StaffTest {

    private static final Extension ANNAS = new Extension("101");
    private static final PhoneNumber MOBILE = PhoneNumber.of("+79160000101");

    private final TestCrm crm = new TestCrm();
    private Staff staff;
    private StaffMember admin;
    private StaffMember anna;

    @BeforeEach
    void thePeopleOfTheCompany() {
        staff = crm.staff();
        admin = staff.save(Cast.admin());
        anna = staff.save(Cast.anna());
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void annaIsFoundByHerTelephoneAndHerLoginInAnyCase() {
        assertThat(staff.byExtension(ANNAS)).contains(anna);
        assertThat(staff.byLogin("ANNA")).contains(anna);
        assertThat(staff.byLogin(" anna ")).contains(anna);
        assertThat(staff.find(anna.id())).contains(anna);
        assertThat(staff.all()).containsExactly(admin, anna);
        assertThat(staff.byExtension(new Extension("999"))).isEmpty();
        assertThat(staff.byLogin(null)).isEmpty();
    }

    @Test
    void annaIsOnePersonWithADeskPhoneAVirtualPbxAndAMobile() {
        StaffMember withAll = staff.save(phones(anna, List.of(ANNAS, new Extension("701")), MOBILE));
        assertThat(withAll.telephones()).containsExactly("101", "701", "+79160000101");
        for (String telephone : List.of("101", "701", "+79160000101")) {
            assertThat(staff.byTelephone(telephone)).as(telephone).contains(withAll);
        }
        assertThat(staff.byTelephone("+79160000102")).isEmpty();
        assertThat(staff.byTelephone(null)).isEmpty();
        crm.restart();
        assertThat(crm.staff().byTelephone("+79160000101")).contains(withAll);
    }

    @Test
    void aMobileHasOneOwnerUntilTheyLeave() {
        staff.save(phones(anna, List.of(ANNAS), MOBILE));
        assertRefused("mobiles", "staff.mobile.taken", phones(Cast.boris(), List.of(), MOBILE));
        assertRefused("mobiles", "staff.mobile.twice", phones(Cast.boris(), List.of(), MOBILE, MOBILE));
        staff.save(with(anna, List.of(), "anna", false));
        StaffMember boris = staff.save(phones(Cast.boris(), List.of(), MOBILE));
        assertThat(staff.byTelephone(MOBILE.toString())).contains(boris);
    }

    @Test
    void everybodyIsThereAfterARestart() {
        staff.setPassword(anna.id(), "very secret");
        crm.restart();

        assertThat(crm.staff().all()).containsExactly(admin, anna);
        assertThat(crm.staff().signIn("anna", "very secret")).contains(anna);
    }

    @Test
    void borisCannotTakeAnnasTelephoneOrLogin() {
        assertRefused("extensions", "staff.extension.taken", with(Cast.boris(), List.of(ANNAS), "boris", true));
        assertRefused("login", "staff.login.taken", with(Cast.boris(), List.of(), "Anna", true));
        assertThat(staff.all()).containsExactly(admin, anna);
    }

    @Test
    void whenAnnaLeavesHerTelephoneIsFreeAndSheComesBackOnlyWithoutIt() {
        StaffMember gone = staff.save(with(anna, anna.extensions(), "anna", false));
        assertThat(staff.byExtension(ANNAS)).isEmpty();

        StaffMember boris = staff.save(with(Cast.boris(), List.of(ANNAS), "boris", true));
        assertThat(staff.byExtension(ANNAS)).contains(boris);
        assertRefused("extensions", "staff.extension.taken", with(gone, gone.extensions(), "anna", true));
        staff.save(with(gone, List.of(), "anna", true));
        assertThat(staff.byLogin("anna")).get().extracting(StaffMember::active).isEqualTo(true);
    }

    @Test
    void theLastAdministratorCannotBeTurnedIntoAnythingElse() {
        assertRefused("active", "staff.administrator.last", with(admin, List.of(), "admin", false));
        assertRefused("login", "staff.administrator.last", with(admin, List.of(), null, true));
        StaffMember agent = new StaffMember(admin.id(), "Adm", "admin", Role.AGENT, List.of(), null, true);
        assertRefused("role", "staff.administrator.last", agent);

        staff.save(new StaffMember(anna.id(), "Anna Petrova", "anna", Role.ADMINISTRATOR, List.of(), null, true));
        assertThat(staff.save(agent).role()).isEqualTo(Role.AGENT);
    }

    @Test
    void onlyTheRightPasswordOfAnActivePersonSignsIn() {
        assertThat(staff.signIn("anna", "")).isEmpty();
        staff.setPassword(anna.id(), "пароль Анны");

        assertThat(staff.signIn("ANNA", "пароль Анны")).contains(anna);
        assertThat(staff.signIn("anna", "Пароль Анны")).isEmpty();
        assertThat(staff.signIn("nobody", "пароль Анны")).isEmpty();
        assertThat(staff.signIn(null, null)).isEmpty();
        assertThat(staff.signIn("anna", "x".repeat(100_000))).isEmpty();

        staff.save(with(anna, List.of(), "anna", false));
        assertThat(staff.signIn("anna", "пароль Анны")).isEmpty();
    }

    @Test
    void aPasswordIsKeptAsASaltedHashOnly() {
        staff.setPassword(anna.id(), "same password");
        staff.setPassword(admin.id(), "same password");

        List<String> kept = crm.jdbc()
                .sql("select password_hash from staff_member")
                .query(String.class)
                .list();
        assertThat(kept).hasSize(2).doesNotHaveDuplicates().allMatch(hash -> hash.startsWith("$2a$10$"));
    }

    @Test
    void passwordsThatAreTooShortOrLongerThanTheHashReadsAreRefused() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> staff.setPassword(anna.id(), "short"))
                .matches(refused -> refused.refusal().key().equals("staff.password.short"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> staff.setPassword(anna.id(), "ж".repeat(37)))
                .matches(refused -> refused.refusal().key().equals("staff.password.long"));
        assertThat(staff.hasPassword(anna.id())).isFalse();
    }

    @Test
    void recordsThatCannotBeKeptAreRefusedInBothLanguages() {
        assertRefused("name", "staff.name.missing", member(null, " ", "a", Role.AGENT));
        assertRefused("name", "staff.name.long", member(null, "x".repeat(101), "a", Role.AGENT));
        assertRefused("name", "staff.name.control", member(null, "An\r\nna", "a", Role.AGENT));
        assertRefused("role", "staff.role.missing", member(null, "Anna", "a", null));
        assertRefused("login", "staff.login.characters", member(null, "Anna", "a b", Role.AGENT));
        assertRefused("login", "staff.login.long", member(null, "Anna", "a".repeat(65), Role.AGENT));
        assertRefused("id", "staff.unknown", member(UUID.randomUUID(), "Anna", "a", Role.AGENT));
        assertRefused("extensions", "staff.extension.twice", with(Cast.gleb(), List.of(ANNAS, ANNAS), "g", true));
    }

    private void assertRefused(String field, String key, StaffMember member) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> staff.save(member))
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.refusal().key()).isEqualTo(key);
                    assertThat(refused.words(Locale.forLanguageTag("ru-RU"))).containsPattern("[а-я]{3}");
                    assertThat(refused.getMessage()).doesNotContain("staff.").containsPattern("[a-z]{3}");
                });
    }

    private static StaffMember phones(StaffMember who, List<Extension> extensions, PhoneNumber... mobiles) {
        return new StaffMember(
                who.id(), who.name(), who.login(), who.role(), extensions, List.of(mobiles), who.language(), true);
    }

    private static StaffMember member(UUID id, String name, String login, Role role) {
        return new StaffMember(id, name, login, role, List.of(), null, true);
    }

    private static StaffMember with(StaffMember who, List<Extension> extensions, String login, boolean active) {
        return new StaffMember(who.id(), who.name(), login, who.role(), extensions, who.language(), active);
    }
}
