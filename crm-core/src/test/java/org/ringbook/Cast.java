package org.ringbook;

import java.util.List;
import java.util.UUID;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;

/** The people and numbers of all stories. */
public final class Cast {

    public static final NumberPlan PLAN = new NumberPlan("RU");

    /** Company lines; the last digit is 1 to 9. */
    public static final PhoneNumber LINE = PhoneNumber.of("+74957770001");

    public static final PhoneNumber MARIAS = PhoneNumber.of("+79161112233");
    public static final PhoneNumber PAVELS = PhoneNumber.of("+79035556677");
    /** Two people of Romashka answer here. */
    public static final PhoneNumber SHARED = PhoneNumber.of("+74951234567");

    public static final PhoneNumber UNKNOWN = PhoneNumber.of("+79990001122");

    private Cast() {}

    public static StaffMember anna() {
        return agent("Анна Петрова", "anna", "101");
    }

    public static StaffMember boris() {
        return agent("Борис Смирнов", "boris", "102");
    }

    public static StaffMember vera() {
        return member("Вера Орлова", "vera", Role.SUPERVISOR, "103");
    }

    public static StaffMember gleb() {
        return agent("Глеб Сидоров", "gleb", "104");
    }

    public static StaffMember admin() {
        return member("Администратор", "admin", Role.ADMINISTRATOR);
    }

    public static Company romashka() {
        return new Company(null, "«Ромашка»", null, null, List.of());
    }

    public static Company vektor() {
        return new Company(null, "«Вектор»", null, null, List.of());
    }

    public static Contact maria(UUID companyId) {
        return person("Мария Иванова", companyId, MARIAS);
    }

    public static Contact pavel(UUID companyId) {
        return person("Павел Кузнецов", companyId, PAVELS);
    }

    public static Contact person(String name, UUID companyId, PhoneNumber... numbers) {
        return new Contact(null, name, companyId, null, null, null, null, numbers(numbers));
    }

    public static List<ContactNumber> numbers(PhoneNumber... numbers) {
        return List.of(numbers).stream()
                .map(number -> new ContactNumber(number, null, null))
                .toList();
    }

    private static StaffMember agent(String name, String login, String extension) {
        return member(name, login, Role.AGENT, extension);
    }

    private static StaffMember member(String name, String login, Role role, String... extensions) {
        List<Extension> telephones =
                List.of(extensions).stream().map(Extension::new).toList();
        return new StaffMember(null, name, login, role, telephones, "ru", true);
    }
}
