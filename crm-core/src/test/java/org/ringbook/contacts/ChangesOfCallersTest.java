package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;

/** Whatever changes whom a number means is noted for the next start, whoever changed it. */
class ChangesOfCallersTest {

    private static final long MARIAS = Cast.MARIAS.e164();

    private final TestCrm crm = new TestCrm();
    private final CallerRows rows = crm.bean(CallerRows.class);
    private Company romashka;
    private Contact maria;
    private CallerStamp filed;

    @BeforeEach
    void mariaOfRomashkaIsFiled() {
        romashka = crm.contacts().save(Cast.romashka());
        maria = crm.contacts().save(Cast.maria(romashka.id()));
        file();
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void nothingIsNotedOfWhatStaysAsItWas() {
        crm.jdbc()
                .sql("update contact set note = 'Likes to be called early', words = ''")
                .update();
        crm.jdbc().sql("update company set note = 'An old customer'").update();
        assertThat(changedNumbers()).isEmpty();
        assertThat(changedCompanies()).isEmpty();
    }

    @Test
    void aNewNameANewNumberAndANumberThatIsGoneAreNotedEvenFromOutside() {
        crm.jdbc().sql("update contact set name = 'Мария Серова'").update();
        assertThat(changedNumbers()).contains(MARIAS);

        file();
        assertThat(changedNumbers()).isEmpty();
        crm.jdbc()
                .sql("insert into contact_number (number, contact_id, place) values (79160000001, ?, 5)")
                .param(maria.id())
                .update();
        crm.jdbc()
                .sql("update contact_number set number = 79160000002 where number = 79160000001")
                .update();
        assertThat(changedNumbers()).containsExactly(79160000001L, 79160000002L);

        file();
        crm.jdbc().sql("delete from contact").update();
        assertThat(changedNumbers()).contains(MARIAS, 79160000002L);
    }

    @Test
    void aCompanyIsNotedOnceAndItsPeopleWhenItIsGone() {
        crm.jdbc().sql("update company set name = 'Лютик'").update();
        assertThat(changedCompanies()).containsExactly(romashka.id());
        assertThat(changedNumbers()).isEmpty();

        file();
        crm.jdbc().sql("delete from company").update();
        assertThat(changedNumbers()).contains(MARIAS);
    }

    @Test
    void whatWasChangedButNotYetCommittedWhenTheFileWasMadeIsNoted() throws Exception {
        try (Connection other = crm.database().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("update contact set name = 'Мария Серова'");
            }
            file();
            assertThat(changedNumbers()).isEmpty();
            other.commit();
            other.setAutoCommit(true);
        }
        assertThat(changedNumbers()).contains(MARIAS);
    }

    @Test
    void aDatabaseThatWasEmptiedOrPutBackIsAnotherOne() {
        crm.jdbc().sql("truncate contact_number").update();
        assertThat(filed.isOf(rows.now())).isFalse();

        file();
        assertThat(filed.isOf(rows.now())).isTrue();
        crm.jdbc().sql("update caller_file set token = gen_random_uuid()").update();
        assertThat(filed.isOf(rows.now())).isFalse();
    }

    private void file() {
        filed = rows.all((number, owner) -> {}).withToken(UUID.randomUUID().toString());
        rows.filed(filed);
    }

    private Set<Long> changedNumbers() {
        var numbers = new TreeSet<Long>();
        rows.since(filed, numbers::add, company -> {});
        return numbers;
    }

    private Set<UUID> changedCompanies() {
        var companies = new TreeSet<UUID>();
        rows.since(filed, number -> {}, companies::add);
        return companies;
    }
}
