package org.ringbook.telephony.megafon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.Exchange;

/** What a virtual PBX says of its people when it is asked. */
class MegaFonStatusesTest {

    private final MegaFonPbx ats = new MegaFonPbx();
    private final List<Telephone> told = new CopyOnWriteArrayList<>();
    private Exchange exchange;

    private void opens() {
        ats.start();
        exchange = new Exchange(MegaFonPbx.source(
                ats.settings(Duration.ZERO, Map.of()), new CallerAnswers(number -> CallerAnswer.NOBODY)));
        exchange.sources().followTelephones(told::add);
    }

    @AfterEach
    void close() {
        exchange.close();
        ats.close();
    }

    private void is(String login, String status, Boolean dnd) {
        for (int i = 0; i < ats.users.size(); i++) {
            if (login.equals(ats.users.get(i).get("login"))) {
                var user = new LinkedHashMap<>(ats.users.get(i));
                user.put("status", status);
                user.put("dnd", dnd);
                ats.users.set(i, user);
            }
        }
    }

    private Telephone last(String telephone) {
        return told.stream()
                .filter(one -> one.telephone().equals(telephone))
                .reduce((first, later) -> later)
                .orElse(null);
    }

    @Test
    void annaDoesNotWantToBeDisturbedBorisIsAwayAndGlebHasASim() {
        opens();
        is("petrova", "online", true);
        is("smirnov", "offline", false);
        is("sidorov", "offline", false);
        await().until(() -> last("101") != null && last("102") != null);
        assertThat(last("101").status().availability()).isEqualTo(Availability.PAUSED);
        assertThat(last("101").status().reason()).isEqualTo("dnd");
        assertThat(last("102").status().availability()).isEqualTo(Availability.OFFLINE);
        is("petrova", "online", false);
        await().until(() -> last("101").status().availability() == Availability.READY);
        assertThat(last("104"))
                .as("a SIM rings though no telephone is registered")
                .isNull();
        assertThat(last("103")).as("of whom nothing is said nothing is known").isNull();
        is("petrova", null, null);
        await().until(() -> last("101").status() == null);
    }

    @Test
    void aPbxWithoutTheNewerInterfaceSaysNothingAndWorksAllTheSame() {
        ats.restIsThere = false;
        opens();
        exchange.awaitHealth(health -> exchange.sources().thatHave("101").size() == 1);
        await().during(Duration.ofMillis(500)).until(told::isEmpty);
    }
}
