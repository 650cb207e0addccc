package org.ringbook.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.audit.AuditEntry.Change;
import org.ringbook.numbers.Extension;
import org.ringbook.schedule.Retention;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was changed by whom, as it is kept. */
class AuditLogTest {

    private static final UUID BORIS = UUID.fromString("019ad000-0000-7000-8000-000000000002");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Acting.Actor atWork = new Acting.Actor(BORIS, "boris", null);

    @BeforeEach
    void start() {
        var database = TestDatabase.with("audit", "staff");
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(Acting.class, () -> () -> Optional.ofNullable(atWork));
        context.scan("org.ringbook.staff", "org.ringbook.audit");
        context.refresh();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private AuditLog log() {
        return context.getBean(AuditLog.class);
    }

    private Staff staff() {
        return context.getBean(Staff.class);
    }

    private List<AuditLine> lines() {
        return log().find(AuditFilter.ALL, 100);
    }

    @Test
    void borisHiresAnnaAndMakesHerASupervisor() {
        StaffMember anna = staff().save(Cast.anna());
        staff().save(new StaffMember(
                anna.id(), anna.name(), anna.login(), Role.SUPERVISOR, anna.extensions(), anna.language(), true));

        assertThat(lines()).extracting(AuditLine::action).containsExactly("changed", "added");
        AuditLine last = lines().get(0);
        assertThat(last.staffId()).isEqualTo(BORIS);
        assertThat(last.login()).isEqualTo("boris");
        assertThat(last.name()).isEqualTo(anna.name());
        assertThat(last.changes()).containsExactly(new Change("role", "AGENT", "SUPERVISOR"));
    }

    @Test
    void whoseTelephoneIsTakenOverHasALineToo() {
        StaffMember anna = staff().save(Cast.anna());
        StaffMember boris = staff().save(Cast.boris());
        var telephones = new java.util.ArrayList<>(boris.extensions());
        telephones.add(anna.extensions().get(0));
        staff().save(
                        new StaffMember(
                                boris.id(),
                                boris.name(),
                                boris.login(),
                                boris.role(),
                                telephones,
                                boris.language(),
                                true),
                        true,
                        "boris");

        String taken = anna.extensions().get(0).digits();
        assertThat(lines().subList(0, 2))
                .extracting(AuditLine::name)
                .containsExactlyInAnyOrder(anna.name(), boris.name());
        assertThat(lines().subList(0, 2))
                .flatExtracting(AuditLine::changes)
                .extracting(Change::field, Change::was)
                .contains(tuple("extensions", taken));
    }

    @Test
    void thatSomebodyHasANewPasswordIsToldAndNothingOfIt() {
        StaffMember anna = staff().save(Cast.anna());
        staff().setPassword(anna.id(), "correct-horse-17");

        assertThat(lines().get(0).action()).isEqualTo("password");
        assertThat(context.getBean(JdbcClient.class)
                        .sql("select audit_entry::text from audit_entry")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("correct-horse") || row.contains("$2"));
    }

    @Test
    void whoSavesWithoutAChangeLeavesNoLine() {
        StaffMember anna = staff().save(Cast.anna());
        staff().save(anna);

        assertThat(lines()).hasSize(1);
    }

    @Test
    void whatTheProgramDoesByItselfHasNoPerson() {
        atWork = null;
        staff().save(Cast.anna());

        assertThat(lines().get(0).staffId()).isNull();
        assertThat(lines().get(0).login()).isNull();
    }

    @Test
    void aChangeThatIsTakenBackLeavesNoLine() {
        var transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            context.publishEvent(AuditEntry.of(AuditKind.LIMIT, "added").on("country", "DE"));
            status.setRollbackOnly();
        });

        assertThat(lines()).isEmpty();
    }

    @Test
    void nobodyChangesOrDeletesALine() {
        staff().save(Cast.anna());
        JdbcClient jdbc = context.getBean(JdbcClient.class);

        assertThatThrownBy(
                        () -> jdbc.sql("update audit_entry set login = 'vera'").update())
                .hasMessageContaining("only added to");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_entry").update()).hasMessageContaining("only added to");
    }

    @Test
    void oldLinesGoAndAClockThatIsFarAheadTakesNone() {
        staff().save(Cast.anna());
        context.getBean(JdbcClient.class)
                .sql(
                        "insert into audit_entry (at, kind, action) values (now() - interval '1096 days', 'limit', 'added')")
                .update();
        Retention retention = context.getBean(Retention.class);

        retention.forget(Instant.now().plus(Duration.ofDays(36_500)));
        assertThat(lines()).extracting(AuditLine::kind).containsExactly(AuditKind.STAFF);

        retention.forget(Instant.now().plus(Duration.ofDays(36_500)));
        assertThat(lines()).as("the newest line is believed, not the clock").hasSize(1);
    }

    @Test
    void linesAreFoundByPersonKindAndTime() {
        staff().save(Cast.anna());
        atWork = null;
        context.publishEvent(AuditEntry.of(AuditKind.LIMIT, "added").on("country", "DE"));

        assertThat(log().find(new AuditFilter(BORIS, null, null, null, null), 10))
                .extracting(AuditLine::kind)
                .containsExactly(AuditKind.STAFF);
        assertThat(log().find(new AuditFilter(null, AuditKind.LIMIT, null, null, null), 10))
                .extracting(AuditLine::name)
                .containsExactly("DE");
        assertThat(log().find(new AuditFilter(null, null, Instant.now().plusSeconds(60), null, null), 10))
                .isEmpty();
        long newest = lines().get(0).id();
        assertThat(log().find(new AuditFilter(null, null, null, null, newest), 10))
                .hasSize(1);
    }

    @Test
    void whatTheSettingsFileSaysOtherwiseThanAtTheLastStartIsALine() {
        SettingsSeen settings = context.getBean(SettingsSeen.class);
        settings.seen(Map.of("ringbook.raw.keep", "30d", "ringbook.recordings.keep[0].days", "30"));
        assertThat(lines()).as("the first start").isEmpty();

        settings.seen(Map.of("ringbook.raw.keep", "90d"));

        assertThat(lines().get(0).kind()).isEqualTo(AuditKind.SETTINGS);
        assertThat(lines().get(0).changes())
                .containsExactly(
                        new Change("ringbook.raw.keep", "30d", "90d"),
                        new Change("ringbook.recordings.keep[0].days", "30", null));
    }

    @Test
    void aTextOfAnyLengthIsCut() {
        context.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                .on("x", "n".repeat(10_000))
                .with("field", null, List.of("a\0b", "v".repeat(10_000))));

        assertThat(lines().get(0).name()).hasSize(500);
        assertThat(lines().get(0).changes().get(0).became()).hasSize(500).startsWith("ab, v");
    }

    @Test
    void extensionsAreWrittenAsPeopleDo() {
        staff().save(new StaffMember(
                null, "Вера", null, Role.AGENT, List.of(new Extension("101"), new Extension("102")), "ru", true));

        assertThat(lines().get(0).changes()).contains(new Change("extensions", null, "101, 102"));
    }
}
