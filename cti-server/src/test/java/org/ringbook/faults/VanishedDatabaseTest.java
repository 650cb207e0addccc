package org.ringbook.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.ringbook.TestDatabase;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLogWriter;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.IdempotentInbox;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.SourceCounters;
import org.ringbook.telephony.inbox.Watermarks;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The host of the database vanishes in the middle of statements: it refuses nothing and breaks nothing off, it only says nothing any
 * more, and the connections to it stay silent when it is there again.
 */
class VanishedDatabaseTest {

    private final DataSource real = TestDatabase.with("calls", "telephony");
    private final FaultProxy network = new FaultProxy("127.0.0.1", address().getPortNumbers()[0]);
    private final AnnotationConfigApplicationContext pools = pools();
    private final DataSource database = pools.getBean(DataSource.class);
    private final CallLog log = new CallLog(database);
    private final CallLogWriter writer = new CallLogWriter(log, 1000, Duration.ofSeconds(2));
    private final RawInbox raw = new RawInbox(database);
    private final Gaps gaps = new Gaps(database);
    private final IdempotentInbox hooks = new IdempotentInbox(database);
    private final Intake intake = new Intake(
            "office",
            (message, received, facts) -> true,
            new Calls(org.ringbook.Cast.PLAN, List.of()),
            new InboxStores(raw, gaps, hooks, new Watermarks(database)),
            new SourceCounters());

    @AfterEach
    void stop() {
        network.set(FaultProxy.Way.PASS);
        intake.close();
        writer.stop();
        raw.stop();
        gaps.stop();
        hooks.stop();
        pools.close();
        network.close();
    }

    @Test
    void everythingThatIsWrittenGoesOnByItselfAndMeanwhileTheTroubleIsSeen() {
        writer.start();
        raw.start();
        gaps.start();
        hooks.start();
        everythingIsWrittenOf(1);

        network.set(FaultProxy.Way.GONE);
        everyConnectionOfThePagesIsHeld();
        List<CompletableFuture<Boolean>> kept = told(2);
        await().until(() -> writer.backlog().trouble() != null);
        await().until(intake::isLate);
        assertThat(kept).noneMatch(CompletableFuture::isDone);

        network.set(FaultProxy.Way.PASS);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertIsWritten(2));
        await().until(() -> writer.backlog().trouble() == null && raw.isUpToDate() && !intake.isLate());
        assertThat(kept).allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
    }

    private void everyConnectionOfThePagesIsHeld() {
        JdbcClient pages = JdbcClient.create(database);
        for (int i = 0; i < 20; i++) {
            var page =
                    new Thread(() -> pages.sql("select 1").query(Integer.class).list());
            page.setDaemon(true);
            page.start();
        }
    }

    private void everythingIsWrittenOf(int many) {
        told(many);
        await().untilAsserted(() -> assertIsWritten(many));
    }

    private List<CompletableFuture<Boolean>> told(int number) {
        Instant now = Instant.now();
        writer.changed(change(missed(NINE.plusSeconds(number))));
        intake.offer(new byte[] {1}, now);
        gaps.report(new Gap(UUID.randomUUID(), "office", now, now, Gap.State.HEALED, 0, Notice.of("gap.healing")));
        var kept = new ArrayList<CompletableFuture<Boolean>>();
        kept.add(intake.once("id " + number, new byte[] {2}, now, now));
        return kept;
    }

    /** Asked past the network that fails. */
    private void assertIsWritten(int many) {
        JdbcClient jdbc = JdbcClient.create(real);
        for (String table : List.of("call", "gap", "raw_id")) {
            assertThat(jdbc.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isEqualTo(many);
        }
        assertThat(jdbc.sql("select sum(messages) from raw_chunk")
                        .query(Integer.class)
                        .optional())
                .hasValue(2 * many);
    }

    private PGSimpleDataSource address() {
        try {
            return real.unwrap(PGSimpleDataSource.class);
        } catch (SQLException no) {
            throw new IllegalStateException(no);
        }
    }

    /** As the server makes them. */
    private AnnotationConfigApplicationContext pools() {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", HikariDataSource.class, this::pool);
        context.registerBeanDefinition(
                "livePool",
                BeanDefinitionBuilder.genericBeanDefinition("org.ringbook.calls.log.LivePool")
                        .getBeanDefinition());
        context.refresh();
        return context;
    }

    /** With the server's settings. */
    private HikariDataSource pool() {
        try {
            var environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("settings", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
            ConfigurationPropertySources.attach(environment);
            HikariConfig pool = Binder.get(environment)
                    .bind("spring.datasource.hikari", Bindable.of(HikariConfig.class))
                    .get();
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + network.port() + "/"
                    + address().getDatabaseName());
            pool.setUsername("postgres");
            return new HikariDataSource(pool);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
