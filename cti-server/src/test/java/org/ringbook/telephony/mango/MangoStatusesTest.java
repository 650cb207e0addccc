package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.agentstates.Evidence.Telephone;

/** Anna chooses what she is in Mango's contact centre. */
class MangoStatusesTest {

    private static final String ANNA = "300000101";
    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    @AutoClose
    private final MangoBench bench = new MangoBench();

    private final List<Telephone> told = new CopyOnWriteArrayList<>();

    private static String changed(String who, long at, String status) {
        return "{\"abonent_id\":" + who + "," + status + ",\"when\":" + at + ",\"timestamp\":" + at + "}";
    }

    private Status last() {
        return told.get(told.size() - 1).status();
    }

    @Test
    void eachStatusThatIsToldIsOneOfHersAndTheEndOfHerSessionIsNone() {
        bench.exchange.sources().followTelephones(told::add);
        bench.exchange.awaitHealth(health -> bench.source.hasTelephone("101"));
        long now = System.currentTimeMillis();
        assertThat(bench.office.send("events/user/status_changed", changed(ANNA, now - 9_000, "\"status\":3")))
                .isEqualTo(200);
        await().until(() -> told.size() == 1);
        assertThat(told.get(0).telephone()).isEqualTo("101");
        assertThat(told.get(0).source()).isEqualTo(MangoBench.NAME);
        assertThat(last()).isEqualTo(new Status(Availability.PAUSED, "break", Instant.ofEpochMilli(now - 9_000)));
        bench.office.send("events/user/status_changed", changed(ANNA, now - 8_000, "\"status\":1"));
        await().until(() -> told.size() == 2);
        bench.office.send("events/user/status_changed", changed(ANNA, now - 8_500, "\"status\":2"));
        bench.office.send("events/user/status_changed", changed("300000999", now, "\"status\":2"));
        bench.office.send(
                "events/user/session_end", "{\"result\":1200,\"abonent_id\":" + ANNA + ",\"timestamp\":" + now + "}");
        await().until(() -> last() == null);
        assertThat(told).as("what is late, or a stranger's, changes nothing").hasSize(3);
    }

    private static Status read(String status) {
        StatusEvent event = StatusEvent.of(
                StatusEvent.CHANGED,
                ReceivedMessage.json(changed(ANNA, NINE.toEpochMilli(), status)),
                NINE.plusSeconds(1));
        return event == null ? null : event.status();
    }

    @Test
    void aStatusOfTheCompanysOwnIsWhatItStemsFromAndElseAPause() {
        assertThat(read("\"status\":12,\"status_alias\":\"Планёрка\",\"parent_status\":3"))
                .isEqualTo(new Status(Availability.PAUSED, "Планёрка", NINE));
        assertThat(read("\"status\":\"13\",\"status_alias\":\"Обучение\""))
                .isEqualTo(new Status(Availability.PAUSED, "Обучение", NINE));
        assertThat(read("\"status\":14,\"parent_status\":1").availability()).isEqualTo(Availability.READY);
        assertThat(read("\"status\":2").reason()).isEqualTo("dnd");
        assertThat(read("\"status\":4").availability()).isEqualTo(Availability.OFFLINE);
        assertThat(read("\"status\":0")).isNull();
        assertThat(read("\"status\":\"x\"")).isNull();
    }
}
