package org.ringbook.workspace;

import java.util.ArrayList;
import java.util.List;
import org.ringbook.RingbookServer;
import org.ringbook.TestFolder;
import org.ringbook.api.Http;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole server with a database of its own, and a demo PBX at which only those calls come that a test asks for. */
final class Office {

    static final String PASSWORD = "secret-secret";

    private static Office open;

    private final ConfigurableApplicationContext server;
    final TelephoneStories telephones;

    private Office(String language, String room, String stopBelow, String... more) {
        var settings = new ArrayList<>(List.of(
                "--ringbook.home=" + TestFolder.lasting("ringbook-office"),
                "--ringbook.recordings.space.least=" + room,
                "--ringbook.recordings.space.stop-below=" + stopBelow,
                "--ringbook.http.port=0",
                "--ringbook.http.address=127.0.0.1",
                "--ringbook.admin.password=" + PASSWORD,
                "--ringbook.demo.enabled=true",
                "--ringbook.demo.language=" + language,
                "--ringbook.webhooks.allowed=127.0.0.1",
                "--ringbook.demo.calls-per-minute=0"));
        settings.addAll(List.of(more));
        server =
                new SpringApplication(RingbookServer.class, StoryRecordings.class).run(settings.toArray(String[]::new));
        telephones = new TelephoneStories(server.getBean(Calls.class));
        Staff staff = server.getBean(Staff.class);
        for (StaffMember member : staff.all()) {
            staff.setPassword(member.id(), PASSWORD);
        }
    }

    /** One for all tests that do not mind the calls of others; in Russian. */
    static synchronized Office open() {
        if (open == null) {
            open = new Office("ru", "0", "0");
        }
        return open;
    }

    /** One for a test alone, in which nothing has happened yet. */
    static Office fresh(String language) {
        return new Office(language, "0", "0");
    }

    /** One that is open day and night, in which unknown callers are leads that Anna and Boris have in turn. */
    static Office trading() {
        return new Office(
                "ru",
                "0",
                "0",
                "--ringbook.leads.from-calls=true",
                "--ringbook.leads.queues.sales.members[0].login=anna",
                "--ringbook.leads.queues.sales.members[1].login=boris",
                "--ringbook.calendar.days=monday,tuesday,wednesday,thursday,friday,saturday,sunday",
                "--ringbook.calendar.from=00:00",
                "--ringbook.calendar.to=00:00");
    }

    /**
     * One whose disk has too little room for recordings.
     *
     * @param room that the settings want
     * @param stopBelow below it nothing is fetched
     */
    static Office ofLittleRoom(String room, String stopBelow) {
        return new Office("ru", room, stopBelow);
    }

    CallLog log() {
        return server.getBean(CallLog.class);
    }

    <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    JdbcClient jdbc() {
        return server.getBean(JdbcClient.class);
    }

    Staff staff() {
        return server.getBean(Staff.class);
    }

    Contacts contacts() {
        return server.getBean(Contacts.class);
    }

    /** As if nobody here could read the codings of the recordings that are kept. */
    void forgetsWaveforms() {
        server.getBean(JdbcClient.class).sql("delete from recording_look").update();
    }

    /** The API for one of the people. */
    Http as(String login) {
        return new Http(Integer.parseInt(server.getEnvironment().getProperty("local.server.port")))
                .basic(login, PASSWORD);
    }

    String address() {
        return "http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port");
    }

    void close() {
        server.close();
    }
}
