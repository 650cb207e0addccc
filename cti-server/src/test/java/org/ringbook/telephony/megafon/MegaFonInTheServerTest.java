package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Staff;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server with a virtual PBX in its settings; the demo stays away. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ringbook.admin.password=administrator-1",
            "ringbook.http.address=127.0.0.1",
            "ringbook.megafon.vats.key=" + MegaFonPbx.KEY,
            "ringbook.megafon.vats.crm-key=" + MegaFonPbx.CRM_KEY
        })
class MegaFonInTheServerTest {

    private static final String URL = TestDatabase.newUrl();
    private static final MegaFonPbx ATS = new MegaFonPbx();
    private static final String MARIA = "79161112233";

    @LocalServerPort
    private int port;

    @Autowired
    private CallLog log;

    @Autowired
    private Sources sources;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Staff staff;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        ATS.start();
        settings.add("ringbook.database.url", () -> URL);
        settings.add("ringbook.database.user", () -> "postgres");
        settings.add("ringbook.database.password", () -> "any");
        settings.add("ringbook.megafon.vats.address", ATS::address);
    }

    @AfterAll
    static void close() {
        ATS.close();
    }

    @Test
    void mariasNameIsShownBorisIsRungAndTheCallStandsInTheLogOnce() {
        staff.save(Cast.boris());
        var number = new Contact.ContactNumber(PhoneNumber.of("+" + MARIA), null, null);
        contacts.save(new Contact(null, "Мария Иванова", null, null, null, null, "102", List.of(number)));
        ATS.tellsTo("http://127.0.0.1:" + port + "/hooks/vats");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sources.health().stream().allMatch(each -> each.state() == SourceHealth.State.UP));
        assertThat(sources.health()).hasSize(1);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> ATS.contact(MARIA)
                        .body()
                        .equals("{\"contact_name\":\"Мария Иванова\",\"responsible\":\"smirnov\"}"));
        String call = "KD4R8T2MZW0000A1";
        Instant start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        ATS.event("INCOMING", call, "smirnov", MARIA);
        ATS.event("ACCEPTED", call, "smirnov", MARIA);
        ATS.event("COMPLETED", call, "smirnov", MARIA);
        for (int twice = 0; twice < 2; twice++) {
            assertThat(ATS.history(
                                    "in",
                                    "Success",
                                    call,
                                    "smirnov",
                                    MARIA,
                                    "start",
                                    Fields.compact(start),
                                    "duration",
                                    "50",
                                    "wait",
                                    "5")
                            .statusCode())
                    .isEqualTo(200);
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> logged().stream().anyMatch(each -> start.equals(each.startedAt())));
        assertThat(logged()).hasSize(1);
        assertThat(logged().get(0).agent()).isEqualTo("102");
        assertThat(logged().get(0).talkSeconds()).isEqualByComparingTo("45");
    }

    private List<Call> logged() {
        return log.find(CallLog.CallFilter.any(), null, 10).items();
    }
}
