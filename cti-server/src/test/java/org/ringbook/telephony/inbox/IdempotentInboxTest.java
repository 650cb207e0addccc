package org.ringbook.telephony.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was told over HTTP, where its day gets a place in the database in that very moment. */
class IdempotentInboxTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final byte[] RING = "ring".getBytes(StandardCharsets.UTF_8);

    private final DataSource database = TestDatabase.with("telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final IdempotentInbox inbox = new IdempotentInbox(database);

    @AfterEach
    void stop() {
        inbox.stop();
    }

    @Test
    void whatIsToldWhileItsDayGetsAPlaceOfItsOwnIsKept() throws Exception {
        inbox.start();
        IdempotentInbox.Taken taken;
        try (Connection starting = database.getConnection();
                Statement day = starting.createStatement()) {
            starting.setAutoCommit(false);
            day.execute("lock table raw_chunk_default in share row exclusive mode");
            day.execute("create table raw_chunk_20261123 (like raw_chunk including defaults including storage)");
            taken = inbox.keep("office", "call-1", RING, NOON, NOON);
            await().until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single()
                    > 0);
            day.execute("alter table raw_chunk attach partition raw_chunk_20261123"
                    + " for values from ('2026-11-23 00:00:00+00') to ('2026-11-24 00:00:00+00')");
            starting.commit();
        }
        assertThat(taken.isNew().get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(jdbc.sql("select count(*) from raw_chunk_20261123")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
