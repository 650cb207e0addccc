package org.ringbook.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.forms.FormInbox.Message;
import org.ringbook.forms.FormIntake.Taken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Maria sends the form of a site while the database is away; the site hears "ok" and never asks again. */
class FormIntakeTest {

    private static final FormSettings.Form SITE =
            new FormSettings.Form("plain", "a-secret-of-a-form-1", null, null, null, Map.of(), "ok", false, null, null);

    @TempDir
    private Path home;

    private final Switched database = new Switched();
    private final JdbcClient table = JdbcClient.create(database.getTargetDataSource());
    private FormIntake intake;

    /** A database that can go away, and one that answers nothing for as long as it likes. */
    private static final class Switched extends DelegatingDataSource {

        private volatile boolean away;
        private volatile CountDownLatch hangs;

        Switched() {
            super(TestDatabase.with("forms"));
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("The database is away");
            }
            CountDownLatch waits = hangs;
            if (waits != null) {
                try {
                    waits.await();
                } catch (InterruptedException stopped) {
                    throw new SQLException(stopped);
                }
            }
            return super.getConnection();
        }
    }

    @BeforeEach
    void theServerStarts() {
        intake = anew(10);
    }

    @AfterEach
    void goodbye() {
        intake.close();
    }

    private FormIntake anew(int files) {
        var settings = new FormSettings(Map.of("site", SITE), 30, 60, 3, Duration.ofDays(90), null);
        var inbox = new FormInbox(
                JdbcClient.create(database),
                new DataSourceTransactionManager(database),
                null,
                null,
                null,
                null,
                settings,
                null,
                null,
                null,
                null);
        return new FormIntake(inbox, new FormSpool(home.resolve("forms"), files, 1_000_000, 0), 60);
    }

    private Taken sent(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return intake.take(
                new Message("site", "203.0.113.7", null, null, bytes),
                new FormReading(FormFields.read(null, null, bytes), SITE));
    }

    private List<String> kept() {
        return table.sql("select convert_from(body, 'UTF8') from form_message order by id")
                .query(String.class)
                .list();
    }

    @Test
    void whatWasAnsweredIsInTheDatabaseOnceWhenItIsBackThoughTheServerWasKilled() {
        database.away = true;
        assertThat(sent("phone=89161112233&id=1")).isEqualTo(Taken.KEPT);
        assertThat(sent("phone=89161112233&id=1")).as("sent again").isEqualTo(Taken.KEPT);
        assertThat(sent("phone=89035556677&id=2")).isEqualTo(Taken.KEPT);
        assertThat(kept()).isEmpty();
        intake.close();
        intake = anew(10);
        database.away = false;
        intake.replay();
        assertThat(kept()).containsExactlyInAnyOrder("phone=89161112233&id=1", "phone=89035556677&id=2");
        assertThat(home.resolve("forms")).isEmptyDirectory();
        assertThat(sent("phone=89161112233&id=1")).isEqualTo(Taken.KEPT);
        assertThat(kept()).hasSize(2);
    }

    private void spooled(String key, String body) throws IOException {
        new FormSpool(home.resolve("forms"), 1_000, 1_000_000, 0)
                .keep(
                        new Message("site", "203.0.113.7", null, null, body.getBytes(StandardCharsets.UTF_8)),
                        key,
                        false,
                        Instant.now());
    }

    @Test
    void whatLiesOnTheDiskIsTakenInThoughNobodyCountedIt() throws IOException {
        for (int i = 0; i < 101; i++) {
            spooled("id " + i, "phone=89161112233");
        }
        intake.replay();
        assertThat(kept()).hasSize(101);
        assertThat(home.resolve("forms")).isEmptyDirectory();
    }

    @Test
    void aMessageThatTheDatabaseWillNeverTakeIsSetAsideAndTheOthersGoOn() throws IOException {
        spooled("hash which is none", "phone=89161112233");
        spooled("id \0", "phone=89161112234");
        spooled("id 3", "phone=89161112235");
        intake.replay();
        assertThat(kept()).containsExactly("phone=89161112235");
        assertThat(home.resolve("forms").toFile().list()).hasSize(2).allMatch(name -> name.endsWith(".unreadable"));
    }

    @Test
    void anotherMessageWithATokenThatWasUsedIsKeptBesideTheFirst() throws IOException {
        for (int i = 0; i < 2; i++) {
            spooled("token abc", "phone=89161112233");
            spooled("token abc", "phone=89035556677");
            intake.replay();
        }
        assertThat(kept()).containsExactlyInAnyOrder("phone=89161112233", "phone=89035556677");
    }

    @Test
    void aDatabaseThatAnswersTooLateHasTheMessageOnceAllTheSame() {
        var waits = new CountDownLatch(1);
        database.hangs = waits;
        assertThat(sent("phone=89161112233&id=1")).isEqualTo(Taken.KEPT);
        assertThat(home.resolve("forms").toFile().list()).hasSize(1);
        database.hangs = null;
        waits.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> kept().size() == 1);
        intake.replay();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void whenNeitherTakesItNothingIsPromised() throws Exception {
        Files.createDirectories(home.resolve("forms"));
        intake.close();
        intake = anew(0);
        database.away = true;
        assertThat(sent("phone=89161112233&id=1")).isEqualTo(Taken.NOT_KEPT);
    }

    @Test
    void whoSendsMoreThanPeopleDoIsRefusedThoughNobodyCanCountInTheDatabase() {
        database.away = true;
        intake.close();
        intake = anew(1_000);
        for (int i = 0; i < 60; i++) {
            assertThat(sent("phone=89161112233&id=" + i)).isEqualTo(Taken.KEPT);
        }
        assertThat(sent("phone=89161112233&id=60")).isEqualTo(Taken.FLOODED);
    }
}
