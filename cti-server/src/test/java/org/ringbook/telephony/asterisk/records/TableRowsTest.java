package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables as Asterisk's modules and FreePBX make them, in a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableRowsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private EmbeddedPostgres postgres;

    @BeforeAll
    void theDatabaseIsUp() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection database = postgres.getPostgresDatabase().getConnection();
                Statement sql = database.createStatement()) {
            sql.execute("create table cel (id serial, eventtype text, eventtime timestamp, cid_num text, exten text,"
                    + " channame text, appname text, appdata text, uniqueid text, linkedid text, extra text)");
            sql.execute("insert into cel (eventtype, eventtime, cid_num, exten, channame, uniqueid, linkedid) values"
                    + " ('CHAN_START', '2026-11-23 12:00:00', '89161112233', '74957770001',"
                    + " 'PJSIP/carrier-00000001', '1795400000.1', '1795400000.1')");
            sql.execute("create table cel_in_numbers (id serial, eventtype int, eventtime timestamptz, cid_num text,"
                    + " channame text, uniqueid text, linkedid text)");
            sql.execute("insert into cel_in_numbers (eventtype, eventtime, channame, uniqueid, linkedid) values"
                    + " (3, '2026-11-23 12:00:05.25+03', 'PJSIP/carrier-00000001', '1795400000.1', '1795400000.1')");
            sql.execute("create table cdr (calldate timestamp, clid text, src text, dst text, channel text,"
                    + " dstchannel text, lastapp text, lastdata text, duration int, billsec int, disposition text,"
                    + " uniqueid text, linkedid text, sequence int)");
            sql.execute("insert into cdr values ('2026-11-23 11:59:50', '', '89161112233', '74957770001',"
                    + " 'PJSIP/carrier-00000001', 'PJSIP/101-00000002', 'Dial', 'PJSIP/101,20', 12, 7, 'ANSWERED',"
                    + " '1795399990.1', '1795399990.1', 1)");
        }
    }

    @AfterAll
    void theDatabaseGoes() throws Exception {
        postgres.close();
    }

    private List<Row> rows(String table, String... times) throws IOException {
        return new TableRows(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", table, List.of(times), MOSCOW)
                .between(NOON.minusSeconds(60), NOON.plusSeconds(60));
    }

    @Test
    void timesWithoutAZoneAreThoseOfThePbx() throws Exception {
        assertThat(rows("cel", "eventtime")).singleElement().satisfies(row -> {
            assertThat(row.at()).isEqualTo(NOON);
            assertThat(row.get("exten")).isEqualTo("74957770001");
        });
    }

    @Test
    void eventsMayBeNumbersAndTimesMayHaveAZone() throws Exception {
        assertThat(rows("cel_in_numbers", "eventtime")).singleElement().satisfies(row -> {
            assertThat(row.get("eventtype")).isEqualTo("HANGUP");
            assertThat(row.at()).isEqualTo(NOON.plusMillis(5250));
        });
    }

    @Test
    void aTableWithTheStartAloneKnowsWhenTheCallEndedAndWasAnswered() throws Exception {
        assertThat(rows("cdr", "end", "start", "calldate")).singleElement().satisfies(row -> {
            assertThat(row.at()).isEqualTo(NOON.plusSeconds(2));
            assertThat(row.get("answer")).isEqualTo(NOON.minusSeconds(5).toString());
        });
    }

    @Test
    void aTableThatIsNotThereIsToldInWords() {
        assertThatThrownBy(() -> rows("none", "eventtime"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }
}
