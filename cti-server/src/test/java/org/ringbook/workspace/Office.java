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

    private Office() {
        server = SpringApplication.run(
                RingbookServer.class,
                "--ringbook.home=" + newFolder(),
                "--ringbook.http.port=0",
                "--ringbook.http.address=127.0.0.1",
                "--ringbook.admin.password=" + PASSWORD,
                "--ringbook.demo.enabled=true",
                "--ringbook.demo.calls-per-minute=0");
        telephones = new TelephoneStories(server.getBean(Calls.class));
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
            open = new Office();
        }
        return open;
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
