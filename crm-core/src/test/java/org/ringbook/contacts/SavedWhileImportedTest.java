package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.ContactImport.Options;
import org.ringbook.contacts.ImportRun.State;
import org.ringbook.contacts.ImportRun.Status;

/** Two who change the same client at once wait for each other's end, and never for ever. */
class SavedWhileImportedTest {

    private final TestCrm crm = new TestCrm();
    private Connection somebody;
    private Company romashka;
    private Contact maria;

    @BeforeEach
    void mariaOfRomashka() throws SQLException {
        romashka = crm.contacts().save(Cast.romashka());
        maria = crm.contacts().save(Cast.maria(romashka.id()));
        somebody = crm.database().getConnection();
        somebody.setAutoCommit(false);
    }

    @AfterEach
    void goodbye() throws SQLException {
        somebody.rollback();
        somebody.setAutoCommit(true);
        somebody.close();
        crm.close();
    }

    @Test
    void mariaIsSavedWhileAnImportHasHerCompanyAndThenWantsHer() throws Exception {
        takes("company", romashka.id());
        CompletableFuture<Contact> saved =
                CompletableFuture.supplyAsync(() -> crm.contacts().save(maria));
        oneWaits();
        takes("contact", maria.id());
        somebody.commit();
        assertThat(saved.get())
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(maria);
    }

    @Test
    void anImportThatLosesAgainstSomebodyElseTakesTheSameRowsOnceMore() throws Exception {
        takes("contact", maria.id());
        CompletableFuture<Status> imported = CompletableFuture.supplyAsync(this::mariaIsImported);
        oneWaits();
        try {
            takes("company", romashka.id());
        } catch (SQLException lost) {
            assertThat(lost.getSQLState()).isEqualTo("40P01");
        }
        somebody.rollback();
        assertThat(imported.get().state()).isEqualTo(State.DONE);
        assertThat(imported.get().known() + imported.get().changed()).isEqualTo(1);
    }

    private Status mariaIsImported() {
        byte[] file = ("Имя;Компания;Телефон\n" + maria.name() + ";" + romashka.name() + ";" + Cast.MARIAS + "\n")
                .getBytes(StandardCharsets.UTF_8);
        return crm.bean(ContactImport.class).run(file, Options.automatic(), new ImportRun(false));
    }

    private void takes(String table, UUID id) throws SQLException {
        try (var select = somebody.prepareStatement("select 1 from " + table + " where id = ? for update")) {
            select.setObject(1, id);
            select.executeQuery();
        }
    }

    private void oneWaits() {
        await().until(() -> crm.jdbc()
                .sql("select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single());
    }
}
