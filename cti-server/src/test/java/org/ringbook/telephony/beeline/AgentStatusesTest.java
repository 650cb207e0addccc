package org.ringbook.telephony.beeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Telephone;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.Exchange;

/** What the portal says of its agents when it is asked. */
class AgentStatusesTest {

    private final List<Telephone> told = new CopyOnWriteArrayList<>();

    private static long askedOf(BeelineCloud cloud, String extension) {
        String user = cloud.employed(extension).userId();
        return cloud.portal().asked().stream()
                .filter(each -> each.endsWith("/agent") && each.contains(user.substring(0, user.indexOf('@'))))
                .count();
    }

    @Test
    void annaGoesOnABreakAndBorisIsNoAgentAndIsAskedOnce() {
        try (BeelineCloud cloud = Stories.staffed()) {
            cloud.portal().agents.put("101", "OFFLINE");
            try (var exchange = new Exchange(BeelineBench.source(BeelineBench.settings(cloud, Duration.ZERO)))) {
                exchange.sources().followTelephones(told::add);
                cloud.portal().agents.put("101", "ONLINE");
                await().until(() -> last() == Availability.READY);
                cloud.portal().agents.put("101", "BREAK");
                await().until(() -> last() == Availability.PAUSED);
                assertThat(told.get(told.size() - 1).status().reason()).isEqualTo("break");
                await().until(() -> askedOf(cloud, "101") > 8);
                assertThat(askedOf(cloud, "102")).isEqualTo(1);
                assertThat(told).allMatch(one -> one.telephone().equals("101"));
            }
        }
    }

    @Test
    void whoeverIsDeletedOnABreakIsOnNoBreak() {
        try (BeelineCloud cloud = Stories.staffed()) {
            cloud.portal().agents.put("101", "BREAK");
            try (var exchange = new Exchange(BeelineBench.source(BeelineBench.settings(cloud, Duration.ZERO)))) {
                exchange.sources().followTelephones(told::add);
                await().until(() -> last() == Availability.PAUSED);
                cloud.dismissAll();
                await().until(() -> told.get(told.size() - 1).status() == null);
                assertThat(told.get(told.size() - 1).telephone()).isEqualTo("101");
            }
        }
    }

    private Availability last() {
        return told.isEmpty() ? null : told.get(told.size() - 1).status().availability();
    }

    @Test
    void aWordIsUnderstoodHoweverItIsWrittenAndAnUnknownOneIsUnknown() {
        Instant now = Instant.now();
        assertThat(AgentStatuses.status("ONLINE", now).availability()).isEqualTo(Availability.READY);
        assertThat(AgentStatuses.status("\"OFFLINE\"", now).availability()).isEqualTo(Availability.OFFLINE);
        assertThat(AgentStatuses.status("{\"status\":\"break\"}", now).reason()).isEqualTo("break");
        assertThat(AgentStatuses.status("\"LUNCH\"", now)).isNull();
        assertThat(AgentStatuses.status("", now)).isNull();
    }
}
