package org.ringbook;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.DestroyedNumbers;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Staff and contacts as the server has them, and the tables of calls, on a database that is empty at first and this test's alone. */
public final class TestCrm implements AutoCloseable {

    /** Emptied by the tests before: faster than a new one for each. */
    private static final Queue<HikariDataSource> IDLE = new ConcurrentLinkedQueue<>();

    private final HikariDataSource database;
    private AnnotationConfigApplicationContext context;

    public TestCrm() {
        this(idleOrNew());
    }

    private TestCrm(HikariDataSource database) {
        this.database = database;
        this.context = start();
    }

    /** On the database of another process; not to be closed. */
    public static TestCrm at(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(4);
        return new TestCrm(pool);
    }

    public Staff staff() {
        return bean(Staff.class);
    }

    public Contacts contacts() {
        return bean(Contacts.class);
    }

    public CallerDirectory directory() {
        return bean(CallerDirectory.class);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public DataSource database() {
        return database;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As after a restart of the server: what was in memory only is gone. */
    public void restart() {
        context.close();
        context = start();
    }

    @Override
    public void close() {
        jdbc().sql(
                        "truncate staff_member, company, contact, contact_number, party, legal_entity, party_merge, lead, claim, party_alias, duplicate_kept, field, call, call_alias, call_derivation, campaign, script, segment cascade")
                .update();
        context.close();
        IDLE.add(database);
    }

    private static HikariDataSource idleOrNew() {
        HikariDataSource idle = IDLE.poll();
        return idle == null
                ? TestDatabase.pooledWith(
                        "staff",
                        "contacts",
                        "calls",
                        "events",
                        "tasks",
                        "fields",
                        "followups",
                        "leads",
                        "deals",
                        "claims",
                        "robots",
                        "segments",
                        "campaigns",
                        "dialrules",
                        "scripts")
                : idle;
    }

    private AnnotationConfigApplicationContext start() {
        AnnotationConfigApplicationContext started = new AnnotationConfigApplicationContext();
        DataSource source = database;
        started.registerBean(NumberPlan.class, () -> Cast.PLAN);
        started.registerBean(DestroyedNumbers.Salt.class, TestSalt::new);
        started.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        started.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
        started.registerBean(PlatformTransactionManager.class, () -> new DataSourceTransactionManager(source));
        started.scan("org.ringbook.staff", "org.ringbook.fields", "org.ringbook.contacts");
        started.refresh();
        return started;
    }
}
