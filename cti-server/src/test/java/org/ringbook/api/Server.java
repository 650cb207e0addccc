package org.ringbook.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.TestFolder;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Contacts;
import org.ringbook.notices.Notice;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server over real HTTP on a real PostgreSQL, with the cast on its staff list and a PBX of paper. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.demo.enabled=false"
        })
@Import(Server.Parts.class)
public abstract class Server {

    private static final String URL = TestDatabase.newUrl();
    private static final Path SOUND = TestFolder.lasting("ringbook-sound");

    /** Into which reports on a schedule are written. */
    protected static final Path REPORTS = TestFolder.lasting("ringbook-reports");

    @LocalServerPort
    private int port;

    @Autowired
    protected Staff staff;

    @Autowired
    protected Contacts contacts;

    @Autowired
    protected CallLog log;

    @Autowired
    protected PaperPbx pbx;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    @Qualifier("requestDesk")
    private SmartLifecycle requests;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
        settings.add("ringbook.recordings.folder", SOUND::toString);
        settings.add("ringbook.report-files.folder", REPORTS::toString);
        settings.add("ringbook.report-files.look", () -> "1s");
        settings.add("ringbook.recordings.space.least", () -> "0");
        settings.add("ringbook.recordings.space.stop-below", () -> "0");
    }

    @BeforeEach
    void startFromEmptyTables() {
        jdbc.sql("truncate call, call_alias, access_token, recording, recording_play, sound_compact,"
                        + " report_call, report_part, report_stint, report_dirty_day cascade")
                .update();
        contacts.contacts(null, null, null, 500).items().forEach(each -> contacts.deleteContact(each.id()));
        contacts.companies(null, null, 500).items().forEach(each -> contacts.deleteCompany(each.id()));
        // Between stop and start: what is still to be written at the stop would come back otherwise, and count.
        requests.stop();
        jdbc.sql("truncate call_request").update();
        requests.start();
        pbx.forget();
        for (StaffMember member : List.of(Cast.anna(), Cast.boris(), Cast.vera())) {
            StaffMember known = staff.byLogin(member.login()).orElseGet(() -> staff.save(member));
            staff.save(new StaffMember(
                    known.id(),
                    member.name(),
                    member.login(),
                    member.role(),
                    member.extensions(),
                    member.language(),
                    true));
            if (!staff.hasPassword(known.id())) {
                staff.setPassword(known.id(), passwordOf(member.login()));
            }
        }
    }

    /** As a restart of the server does, for what is remembered of requests alone. */
    protected void restartRequests() {
        requests.stop();
        requests.start();
    }

    protected static String passwordOf(String login) {
        return login.equals("admin") ? "administrator-1" : login + "-password";
    }

    protected Http http() {
        return new Http(port);
    }

    protected Http as(String login) {
        return http().basic(login, passwordOf(login));
    }

    /** A telephone system that only notes what it is told. */
    static final class PaperPbx implements PbxSource {

        final List<String> dialled = new CopyOnWriteArrayList<>();
        volatile UUID lastRequest;
        volatile String refusal;
        /** Told what it would have seen. */
        volatile CallCommands.Progress progress;

        private final CallCommands commands = new Paper();

        void forget() {
            dialled.clear();
            refusal = null;
        }

        private final class Paper implements CallCommands {

            @Override
            public Set<Capability> capabilities() {
                return EnumSet.of(Capability.ORIGINATE, Capability.ORIGINATE_OUTSIDE, Capability.HANG_UP);
            }

            @Override
            public void originate(UUID request, String fromExtension, String to) {
                if (refusal != null) {
                    throw new DialRefused(refusal);
                }
                lastRequest = request;
                dialled.add(fromExtension + " " + to);
            }

            @Override
            public void tellProgress(Progress to) {
                progress = to;
            }

            @Override
            public void originateOutside(UUID request, String to, String message) {
                lastRequest = request;
                dialled.add("outside " + to + (message == null ? "" : " " + message));
            }

            @Override
            public void connect(UUID request, String extension) {
                dialled.add("connect " + extension);
            }

            @Override
            public void cancel(UUID request) {
                dialled.add("cancel " + request);
            }

            @Override
            public void hangUp(UUID request, LiveLeg leg) {
                dialled.add("hang up " + leg.party());
            }
        }

        @Override
        public String name() {
            return "paper";
        }

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) -> true;
        }

        @Override
        public void start(Intake intake) {}

        @Override
        public SourceHealth check() {
            return new SourceHealth("paper", SourceHealth.State.UP, Instant.EPOCH, Notice.plain("of paper"), List.of());
        }

        @Override
        public boolean hasTelephone(String extension) {
            return true;
        }

        @Override
        public CallCommands commands() {
            return commands;
        }

        @Override
        public void close() {}
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        PaperPbx paperPbx() {
            return new PaperPbx();
        }

        @Bean
        PbxSource.Provider paperPbxs(PaperPbx pbx) {
            return () -> List.of(pbx);
        }
    }
}
