package org.ringbook.workspace;

import static org.ringbook.Cast.MARIAS;
import static org.ringbook.Cast.SHARED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.ringbook.Cast;
import org.ringbook.RingbookServer;
import org.ringbook.calls.Calls;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server with its own database and a quiet demo PBX, the cast at its desks: one for all browser tests. */
final class Office {

    static final String PASSWORD = "secret-secret";

    private static Office open;

    private final ConfigurableApplicationContext server;
    final TelephoneStories telephones;

    private Office(boolean russian) {
        server = SpringApplication.run(
                RingbookServer.class,
                "--ringbook.home=" + newFolder(),
                "--ringbook.http.port=0",
                "--ringbook.http.address=127.0.0.1",
                "--ringbook.admin.password=" + PASSWORD,
                "--ringbook.demo.enabled=true",
                "--ringbook.demo.calls-per-minute=0");
        telephones = new TelephoneStories(server.getBean(Calls.class));
        if (russian) {
            russianCast();
        } else {
            englishCast();
        }
    }

    private void russianCast() {
        List.of(Cast.anna(), Cast.boris(), Cast.vera(), Cast.gleb()).forEach(this::employ);
        Company romashka = contacts().save(Cast.romashka());
        contacts()
                .save(new Contact(
                        null,
                        "Мария Иванова",
                        romashka.id(),
                        "Закупки",
                        "maria@romashka.example",
                        null,
                        "101",
                        Cast.numbers(MARIAS, SHARED)));
        contacts().save(Cast.person("Ольга Белова", romashka.id(), SHARED));
        contacts().save(Cast.pavel(contacts().save(Cast.vektor()).id()));
    }

    static synchronized Office open() {
        if (open == null) {
            open = new Office(true);
        }
        return open;
    }

    /** A server for one test alone, in which nothing has happened yet. */
    static Office fresh(boolean russian) {
        return new Office(russian);
    }

    private void englishCast() {
        employ("Anna Petrova", "anna", Role.AGENT, "101");
        employ("Boris Smirnov", "boris", Role.AGENT, "102");
        employ("Vera Orlova", "vera", Role.SUPERVISOR, "103");
        employ("Gleb Sidorov", "gleb", Role.AGENT, "104");
        Company romashka = contacts().save(new Company(null, "Romashka", null, null, List.of()));
        Company vektor = contacts().save(new Company(null, "Vektor", null, null, List.of()));
        contacts()
                .save(new Contact(
                        null,
                        "Maria Ivanova",
                        romashka.id(),
                        "Purchasing",
                        null,
                        null,
                        "101",
                        Cast.numbers(MARIAS, SHARED)));
        contacts().save(Cast.person("Olga Belova", romashka.id(), SHARED));
        contacts().save(Cast.person("Pavel Kuznetsov", vektor.id(), Cast.PAVELS));
    }

    private void employ(String name, String login, Role role, String extension) {
        employ(new StaffMember(null, name, login, role, List.of(new Extension(extension)), null, true));
    }

    void close() {
        server.close();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("ringbook-office");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void employ(StaffMember member) {
        Staff staff = server.getBean(Staff.class);
        if (staff.byLogin(member.login()).isEmpty()) {
            staff.save(new StaffMember(
                    null, member.name(), member.login(), member.role(), member.extensions(), null, true));
        }
        UUID id = staff.byLogin(member.login()).orElseThrow().id();
        staff.setPassword(id, PASSWORD);
    }

    Contacts contacts() {
        return server.getBean(Contacts.class);
    }

    String address() {
        return "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port");
    }
}
