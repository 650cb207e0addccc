package org.ringbook.contacts.legal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.legal.LegalEntity.BankAccount;
import org.ringbook.refusals.Refused;

class LegalEntitiesTest {

    private final TestCrm crm = new TestCrm();
    private final LegalEntities entities = crm.bean(LegalEntities.class);
    private Company romashka;

    @BeforeEach
    void romashkaIsKnown() {
        romashka = crm.contacts().save(Cast.romashka());
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private static LegalEntity ooo(String inn, String kpp, BankAccount... accounts) {
        return new LegalEntity(
                null,
                "ООО «Ромашка»",
                null,
                inn,
                kpp,
                "1029900000008",
                "Пенза",
                null,
                null,
                null,
                null,
                null,
                List.of(accounts),
                0);
    }

    @Test
    void aCompanyActsThroughTwoAndOneIsSharedWithItsDepartment() {
        BankAccount account = new BankAccount("044525999", "40702810600000000001", null, "Банк");
        LegalEntity first = entities.save(ooo(" 5835000017 ", "583501001", account), romashka.id(), false, null);
        LegalEntity second = entities.save(ooo("9900000017", null), romashka.id(), false, null);
        Company department = crm.contacts().save(new Company(null, "Ромашка, Самара", null, null, List.of()));
        entities.link(department.id(), first.id());

        assertThat(first.inn()).isEqualTo("5835000017");
        assertThat(entities.of(romashka.id()))
                .as("the first one is the main one")
                .containsExactly(first, second);
        assertThat(entities.of(department.id())).containsExactly(first);
        assertThat(entities.parties(first.id())).containsExactlyInAnyOrder(romashka.id(), department.id());
        assertThat(entities.byInn("5835", 10)).containsExactly(first);

        crm.contacts().deleteCompany(department.id());
        assertThat(entities.parties(first.id())).containsExactly(romashka.id());
        entities.unlink(romashka.id(), second.id());
        assertThat(entities.of(romashka.id())).containsExactly(first);
    }

    @Test
    void twoPeopleSaveOneInnAtOnceOneIsKeptAndTheOtherIsShownIt() throws Exception {
        var together = new CyclicBarrier(2);
        Callable<LegalEntity> saving = () -> {
            together.await();
            return entities.save(ooo("5835000017", "583501001"), null, false, null);
        };
        var kept = new ArrayList<LegalEntity>();
        var shown = new ArrayList<LegalEntity>();
        var both = Executors.newFixedThreadPool(2);
        for (var saved : both.invokeAll(List.of(saving, saving))) {
            try {
                kept.add(saved.get());
            } catch (ExecutionException refused) {
                shown.add(((AlreadyKept) refused.getCause()).kept());
            }
        }
        both.shutdown();
        assertThat(kept).hasSize(1);
        assertThat(shown).isEqualTo(kept);
        assertThat(entities.save(ooo("5835000017", "997750001"), null, false, null)
                        .id())
                .as("a branch has a KPP of its own")
                .isNotEqualTo(kept.get(0).id());
    }

    @Test
    void anInnThatDoesNotAddUpIsDoubtedKeptAnywayAndNeverMakesADuplicate() {
        assertThatExceptionOfType(Doubtful.class)
                .isThrownBy(() -> entities.save(ooo("5835000018", null), null, false, null))
                .satisfies(doubtful -> assertThat(doubtful.doubts())
                        .extracting(Doubtful.Doubt::field)
                        .containsExactly("inn"));
        assertThat(entities.byInn("5835000018", 1)).isEmpty();
        LegalEntity kept = entities.save(ooo("5835000018", null), null, true, null);
        LegalEntity again = entities.save(ooo("5835000018", null), null, true, null);
        assertThat(entities.byInn("5835000018", 10)).containsExactlyInAnyOrder(kept, again);
    }

    @Test
    void everyDoubtIsNamedWithItsField() {
        var account = new BankAccount("044525999", "40702810600000000002", "30101810800000000746", null);
        LegalEntity wrong = new LegalEntity(
                null,
                "ИП Иванов",
                null,
                "583500001235",
                "583501001",
                "304583500000012",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(account, new BankAccount("123456789", "40702810600000000001", null, null)),
                0);
        assertThatExceptionOfType(Doubtful.class)
                .isThrownBy(() -> entities.save(wrong, null, false, null))
                .satisfies(doubtful -> assertThat(doubtful.doubts())
                        .extracting(Doubtful.Doubt::field)
                        .containsExactly("kpp", "ogrn", "account", "corrAccount", "bic"));
    }

    @Test
    void whoChangesWhatSomebodyElseHasChangedMeanwhileIsTold() {
        LegalEntity saved = entities.save(ooo("5835000017", null), null, false, null);
        LegalEntity changed = entities.save(saved.with(draft -> draft.version = 1), null, false, null);
        assertThat(changed.version()).isEqualTo(2);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> entities.save(saved, null, false, null))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("version"));
        entities.delete(saved.id());
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> entities.save(changed, null, false, null));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> entities.save(ooo("9900000024", null), UUID.randomUUID(), false, null));
        assertThat(entities.byInn("9900000024", 1)).as("nothing was saved").isEmpty();
    }
}
