package org.ringbook.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.alarms.AlarmLimits.Rule;
import org.ringbook.audit.AuditEntry;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the page of rules says, and what the settings file says. */
class AlarmLimitsTest {

    private static final UUID ADMIN = UUID.randomUUID();

    private final DataSource database = TestDatabase.with("alarms");
    private final List<Object> announced = new ArrayList<>();

    /** As the server has them after a start with these settings written in the file. */
    private AlarmLimits started(Set<AlarmRule> off, String... written) {
        var settings = new AlarmSettings(
                off,
                Duration.ofSeconds(60),
                80,
                20,
                Duration.ofMinutes(15),
                Duration.ofMinutes(45),
                Duration.ofMinutes(3),
                Duration.ofMinutes(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Duration.ofDays(400));
        return new AlarmLimits(
                settings,
                Set.of(written)::contains,
                new AlarmLimitTable(JdbcClient.create(database)),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                announced::add);
    }

    @Test
    void whatIsChosenHoldsAtOnceAndAfterANewStart() {
        AlarmLimits limits = started(Set.of());
        Rule pause = limits.change("long_pause", true, 20, null, ADMIN);
        assertThat(pause.limit()).isEqualTo(20);
        assertThat(limits.now().pause()).isEqualTo(Duration.ofMinutes(20));
        limits.change("service_level", false, 70, 50, ADMIN);
        assertThat(announced).hasSize(2).allSatisfy(one -> assertThat(one).isInstanceOf(AuditEntry.class));
        AlarmLimits again = started(Set.of());
        again.read();
        assertThat(again.now().pause()).isEqualTo(Duration.ofMinutes(20));
        assertThat(again.now().off()).containsExactly(AlarmRule.SERVICE_LEVEL);
        assertThat(again.now().serviceLevelFrom()).isEqualTo(50);
        assertThat(again.of("long_talk").limit()).as("as before").isEqualTo(60);
        again.change("service_level", true, null, null, ADMIN);
        assertThat(again.now().off()).isEmpty();
        assertThat(again.now().serviceLevel()).isEqualTo(70);
    }

    @Test
    void theSettingsFileWinsAndIsNotChangedHere() {
        started(Set.of()).change("caller_waits", true, 90, null, ADMIN);
        AlarmLimits limits = started(Set.of(AlarmRule.NOBODY_HERE), "caller-waits", "off");
        limits.read();
        assertThat(limits.now().callerWaits()).isEqualTo(Duration.ofSeconds(60));
        Rule waits = limits.of("caller_waits");
        assertThat(waits.limitInTheFile()).isTrue();
        assertThat(limits.of("nobody_here").used()).isFalse();
        assertThatThrownBy(() -> limits.change("caller_waits", true, 30, null, ADMIN))
                .hasMessageContaining("ringbook.alarms.caller-waits");
        assertThatThrownBy(() -> limits.change("nobody_here", true, null, null, ADMIN))
                .hasMessageContaining("ringbook.alarms.off");
        assertThat(limits.change("long_talk", true, 30, null, ADMIN).limit()).isEqualTo(30);
    }

    @Test
    void aLimitThatIsNoneIsRefusedInWordsAndNothingIsChanged() {
        AlarmLimits limits = started(Set.of());
        assertThatThrownBy(() -> limits.change("long_pause", true, 0, null, ADMIN))
                .hasMessageContaining("1 to 10,080")
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.words(Locale.forLanguageTag("ru")))
                                .contains("выключите правило"));
        assertThatThrownBy(() -> limits.change("service_level", true, 101, null, ADMIN))
                .hasMessageContaining("percent");
        assertThatThrownBy(() -> limits.change("service_level", true, 80, 0, ADMIN))
                .hasMessageContaining("how many calls");
        assertThatThrownBy(() -> limits.change("weather", true, 1, null, ADMIN)).hasMessageContaining("no such rule");
        assertThat(announced).isEmpty();
        assertThat(limits.of("nobody_free").limit()).isNull();
    }
}
