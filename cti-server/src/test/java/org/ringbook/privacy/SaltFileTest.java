package org.ringbook.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.TestDatabase;
import org.ringbook.telephony.LogLines;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever has the database alone cannot try out which numbers were destroyed. */
class SaltFileTest {

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.pooledWith("staff", "contacts"));

    @TempDir
    private Path home;

    private byte[] ofOlderVersions;

    @BeforeEach
    void theSaltStandsInTheDatabaseAsOlderVersionsKeptIt() {
        ofOlderVersions = inTheDatabase();
        assertThat(ofOlderVersions).hasSize(32);
    }

    private byte[] inTheDatabase() {
        return jdbc.sql("select salt from destroyed_number_salt")
                .query((row, n) -> new byte[][] {row.getBytes(1)})
                .single()[0];
    }

    private Path file() {
        return home.resolve(SaltFile.NAME);
    }

    @Test
    void itMovesToAFileAtTheStartAndIsTheSameAfterwards() throws IOException {
        new SaltFile(home, jdbc).moveOutOfTheDatabase();

        assertThat(inTheDatabase()).isNull();
        assertThat(Files.readAllBytes(file())).isEqualTo(ofOlderVersions);
        assertThat(new SaltFile(home, jdbc).known()).as("after a restart").containsExactly(ofOlderVersions);
    }

    @Test
    void aFileThatIsMissingIsToldAndKnowsNobody() throws IOException {
        new SaltFile(home, jdbc).moveOutOfTheDatabase();
        jdbc.sql("insert into destroyed_number (hash) values ('x')").update();
        Files.delete(file());
        try (var log = new LogLines()) {
            var after = new SaltFile(home, jdbc);
            after.moveOutOfTheDatabase();
            assertThat(after.known()).isEmpty();
            assertThat(log.text()).contains("The salt of destroyed numbers is missing");
        }
    }

    @Test
    void anotherFileIsNotTakenForIt() throws IOException {
        new SaltFile(home, jdbc).moveOutOfTheDatabase();
        Files.write(file(), new byte[32]);
        assertThat(new SaltFile(home, jdbc).known()).isEmpty();
    }

    @Test
    void whereItIsLostTheNextDestructionBeginsWithANewOneAndWhenItIsPutBackBothCount() throws IOException {
        new SaltFile(home, jdbc).moveOutOfTheDatabase();
        Files.delete(file());
        byte[] fresh = new SaltFile(home, jdbc).knownOrNew();
        assertThat(fresh).isNotEqualTo(ofOlderVersions);
        assertThat(new SaltFile(home, jdbc).known()).containsExactly(fresh);
        assertThat(new SaltFile(home, jdbc).knownOrNew()).isEqualTo(fresh);

        Files.write(file(), ofOlderVersions);
        assertThat(new SaltFile(home, jdbc).known()).containsExactly(fresh, ofOlderVersions);
        assertThat(new SaltFile(home, jdbc).knownOrNew()).isEqualTo(fresh);
    }

    @Test
    void oneOfTwoThatIsMissingIsToldToo() throws IOException {
        new SaltFile(home, jdbc).moveOutOfTheDatabase();
        jdbc.sql("insert into destroyed_number (hash) values ('x')").update();
        Files.delete(file());
        new SaltFile(home, jdbc).knownOrNew();
        try (var log = new LogLines()) {
            new SaltFile(home, jdbc).moveOutOfTheDatabase();
            assertThat(log.text()).contains("The salt of destroyed numbers is missing");
        }
    }

    @Test
    void aDatabaseThatIsPutBackFromBeforeTheMoveBringsItsOwn() throws IOException {
        Files.write(file(), new byte[] {1, 2, 3});
        new SaltFile(home, jdbc).moveOutOfTheDatabase();
        assertThat(Files.readAllBytes(file())).isEqualTo(ofOlderVersions);
        assertThat(home.resolve(SaltFile.NAME + ".before")).exists();
    }
}
