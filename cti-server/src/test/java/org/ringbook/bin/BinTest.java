package org.ringbook.bin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Server;
import org.ringbook.attachments.Attachment;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.details.Consents;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.recordings.store.Retention;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Vera deletes, and what she should not have deleted comes back. */
class BinTest extends Server {

    @Autowired
    private Bin bin;

    @Autowired
    private BinRetention retention;

    @Autowired
    private PartyDetails details;

    @Autowired
    private Consents consents;

    @Autowired
    private Attachments attachments;

    @Autowired
    private Retention store;

    @Autowired
    private Leads leads;

    @Autowired
    private CallerDirectory directory;

    @Autowired
    private PlatformTransactionManager transactions;

    private StaffMember vera;
    private Company romashka;
    private Contact maria;

    @BeforeEach
    void mariaOfRomashkaIsKnown() {
        jdbc.sql("truncate bin_item, lead, task, attachment, legal_entity, campaign, do_not_call cascade")
                .update();
        vera = staff.byLogin("vera").orElseThrow();
        romashka = contacts.save(new Company(null, "Ромашка", null, null, List.of()));
        maria = contacts.save(Cast.person("Мария Иванова", romashka.id(), Cast.MARIAS));
        details.save(
                maria.id(),
                new Details(
                        "сайт",
                        "Пенза",
                        List.of("опт"),
                        List.of(new Details.Point(Details.Kind.EMAIL, "maria@example.org", null))));
        consents.add(
                maria.id(),
                new Consents.Consent(null, Consents.ADS, false, Instant.now(), "по телефону", null, vera.id()));
    }

    private Attachment priceList() throws IOException {
        return attachments.add(
                new AttachmentOwner(AttachmentOwner.Kind.PARTY, maria.id()),
                "прайс.txt",
                new ByteArrayInputStream("цены".getBytes(StandardCharsets.UTF_8)),
                vera);
    }

    private Lead askedByMaria() {
        return leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        null,
                        null,
                        "Мария",
                        null,
                        Cast.MARIAS,
                        null,
                        "нужен прайс",
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
    }

    @Test
    void mariaIsDeletedAndComesBackWithAllThatWentWithHer() throws IOException {
        Attachment file = priceList();
        Lead lead = askedByMaria();
        Contact before = contacts.contact(maria.id()).orElseThrow();
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);

        assertThat(contacts.contact(maria.id())).isEmpty();
        assertThat(directory.whoIs(Cast.MARIAS)).isEmpty();
        assertThat(leads.find(lead.id()).orElseThrow().partyId()).isNull();
        store.freeWhatWasLetGo(Instant.now());

        Bin.Restored back = bin.restore(item.id(), vera);
        assertThat(back.left()).isZero();
        Contact again = contacts.contact(maria.id()).orElseThrow();
        assertThat(again.asSeen(before.version())).isEqualTo(before);
        assertThat(again.version())
                .as("whoever has the card open since before is told")
                .isGreaterThan(before.version());
        assertThat(directory.whoIs(Cast.MARIAS)).hasSize(1);
        assertThat(details.of(maria.id()).orElseThrow().tags()).containsExactly("опт");
        assertThat(details.of(maria.id()).orElseThrow().points()).hasSize(1);
        assertThat(consents.of(maria.id())).hasSize(1);
        assertThat(leads.find(lead.id()).orElseThrow().partyId()).isEqualTo(maria.id());
        assertThat(contacts.contacts("ромашка", null, null, 10).items()).contains(again);
        store.freeWhatWasLetGo(Instant.now());
        assertThat(attachments.content(file)).isPresent();
        assertThat(bin.list(null, vera, null, 10).items()).isEmpty();
    }

    @Test
    void romashkaComesBackAndItsPeopleBelongToItAgain() {
        BinItem item = bin.put(BinItem.Kind.COMPANY, romashka.id(), vera);
        assertThat(contacts.contact(maria.id()).orElseThrow().companyId()).isNull();
        bin.restore(item.id(), vera);
        assertThat(contacts.contact(maria.id()).orElseThrow().companyId()).isEqualTo(romashka.id());
    }

    @Test
    void mariaComesBackWithoutACompanyThatIsGone() {
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);
        bin.put(BinItem.Kind.COMPANY, romashka.id(), vera);
        bin.restore(item.id(), vera);
        assertThat(contacts.contact(maria.id()).orElseThrow().companyId()).isNull();
    }

    @Test
    void aLeadDoesNotComeBackBesideAnotherOpenOneOfTheSame() {
        Lead lead = askedByMaria();
        leads.note(lead.id(), "просила перезвонить", vera.id());
        BinItem item = bin.put(BinItem.Kind.LEAD, lead.id(), vera);
        Lead another = askedByMaria();
        assertThat(another.id()).isNotEqualTo(lead.id());
        assertThatThrownBy(() -> bin.restore(item.id(), vera))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("another open lead");
        assertThat(bin.list(BinItem.Kind.LEAD, vera, null, 10).items()).hasSize(1);

        leads.close(another.id(), Lead.State.JUNK, null, vera.id());
        bin.restore(item.id(), vera);
        assertThat(leads.find(lead.id()).orElseThrow().number()).isEqualTo(lead.number());
        assertThat(leads.events(lead.id())).anyMatch(event -> "просила перезвонить".equals(event.text()));
    }

    @Test
    void annaDeletesAndRestoresHerOwnTaskAndNoClient() {
        String task = as("anna")
                .post("/api/tasks", "{\"title\":\"Отправить прайс\"}")
                .json()
                .path("id")
                .asString();
        assertThat(as("boris").delete("/api/tasks/" + task).status()).isEqualTo(400);
        assertThat(as("anna").delete("/api/tasks/" + task).status()).isEqualTo(204);
        assertThat(as("anna").get("/api/tasks/" + task).status()).isEqualTo(404);
        String item = as("anna")
                .get("/api/bin")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        assertThat(as("boris").get("/api/bin").json().path("items")).isEmpty();
        assertThat(as("boris").post("/api/bin/" + item + "/restore", null).status())
                .isEqualTo(400);
        assertThat(as("anna").post("/api/bin/" + item + "/restore", null).status())
                .isEqualTo(200);
        assertThat(as("anna").get("/api/tasks/" + task).status()).isEqualTo(200);
        assertThat(as("anna").delete("/api/contacts/" + maria.id()).status()).isEqualTo(403);
    }

    @Test
    void whatWasDeletedBeforeAnUpdateComesBackThoughItsTablesHaveMoreAndLessSince() {
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);
        jdbc.sql("update bin_row set data = data - 'version' where item_id = ?")
                .param(item.id())
                .update();
        jdbc.sql("update bin_row set data = data || '{\"column_of_then\": 1}' where item_id = ?")
                .param(item.id())
                .update();
        jdbc.sql("insert into bin_row (item_id, table_name, data) values (?, 'table_of_then', '{\"id\": 1}')")
                .param(item.id())
                .update();
        jdbc.sql(
                        "insert into bin_row (item_id, table_name, data, column_name, old_value) values (?, 'lead', '{\"id\": null}', 'column_of_then', ?)")
                .params(item.id(), UUID.randomUUID())
                .update();

        assertThat(bin.restore(item.id(), vera).left()).isEqualTo(2);
        Contact again = contacts.contact(maria.id()).orElseThrow();
        assertThat(again.name()).isEqualTo("Мария Иванова");
        assertThat(again.numbers()).isEqualTo(maria.numbers());
        assertThat(again.version()).isNotNull();
    }

    @Test
    void whatIsAddedToMariaWhileSheIsDeletedGoesAndComesBackWithHer() throws Exception {
        var ads = new CountDownLatch(1);
        var seen = new CountDownLatch(1);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<?> adding = two.submit(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                consents.add(
                        maria.id(),
                        new Consents.Consent(null, Consents.ADS, true, Instant.now(), "в офисе", null, vera.id()));
                ads.countDown();
                awaited(seen);
            }));
            awaited(ads);
            Future<BinItem> deleting = two.submit(() -> bin.put(BinItem.Kind.CONTACT, maria.id(), vera));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jdbc.sql(
                                            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                                    .query(Integer.class)
                                    .single()
                            > 0);
            seen.countDown();
            adding.get(30, TimeUnit.SECONDS);
            bin.restore(deleting.get(30, TimeUnit.SECONDS).id(), vera);
        } finally {
            two.shutdownNow();
        }
        assertThat(consents.of(maria.id())).hasSize(2);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void deletedByTwoAtOnceMariaStandsInTheBinOnce() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<BinItem>> both = List.of(
                    two.submit(() -> bin.put(BinItem.Kind.CONTACT, maria.id(), vera)),
                    two.submit(() -> bin.put(BinItem.Kind.CONTACT, maria.id(), vera)));
            for (Future<BinItem> one : both) {
                try {
                    one.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException gone) {
                    assertThat(gone.getCause()).isInstanceOf(Refused.class);
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(bin.list(null, vera, null, 10).items()).hasSize(1);
    }

    @Test
    void aCallListKeepsItsHistoryWhenMariaIsDeletedAndBelongsToHerAgainAfterwards() {
        UUID campaign = UUID.randomUUID();
        UUID entry = UUID.randomUUID();
        jdbc.sql("insert into campaign (id, name, purpose) values (?, 'Весна', 'service')")
                .param(campaign)
                .update();
        jdbc.sql(
                        "insert into campaign_entry (id, campaign_id, key, party_id, name, next_at) values (?, ?, ?, ?, 'Мария Иванова', now())")
                .params(entry, campaign, "p:" + maria.id(), maria.id())
                .update();
        jdbc.sql("insert into entry_number (id, entry_id, number, place, next_at) values (?, ?, ?, 0, now())")
                .params(UUID.randomUUID(), entry, Cast.MARIAS.e164())
                .update();
        jdbc.sql(
                        "insert into call_attempt (id, campaign_id, entry_id, number, staff_id, telephone, mode, state) values (?, ?, ?, ?, ?, '101', 'preview', 'ended')")
                .params(UUID.randomUUID(), campaign, entry, Cast.MARIAS.e164(), vera.id())
                .update();
        jdbc.sql("insert into do_not_call (id, party_id, since, reason) values (?, ?, now(), 'просила')")
                .params(UUID.randomUUID(), maria.id())
                .update();
        jdbc.sql("insert into party_zone (party_id, zone) values (?, 'Europe/Samara')")
                .param(maria.id())
                .update();

        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);
        assertThat(jdbc.sql("select name from campaign_entry where id = ? and party_id is null")
                        .param(entry)
                        .query(String.class)
                        .single())
                .isEqualTo("Мария Иванова");
        assertThat(count("entry_number where entry_id", entry)).isEqualTo(1);
        assertThat(count("call_attempt where entry_id", entry)).isEqualTo(1);

        assertThat(bin.restore(item.id(), vera).left()).isZero();
        assertThat(count("campaign_entry where party_id", maria.id())).isEqualTo(1);
        assertThat(count("do_not_call where party_id", maria.id())).isEqualTo(1);
        assertThat(count("party_zone where party_id", maria.id())).isEqualTo(1);
        assertThat(count("call_attempt where entry_id", entry)).isEqualTo(1);
    }

    private int count(String where, UUID id) {
        return jdbc.sql("select count(*) from " + where + " = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    void afterThirtyDaysItIsGoneForGoodAndItsFilesWithIt() throws IOException {
        Attachment file = priceList();
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);
        retention.empty(item.deletedAt().plus(BinItem.KEPT).minus(Duration.ofMinutes(1)));
        assertThat(bin.list(null, vera, null, 10).items()).hasSize(1);
        retention.empty(item.deletedAt().plus(BinItem.KEPT).plus(Duration.ofMinutes(1)));
        assertThat(bin.list(null, vera, null, 10).items()).isEmpty();
        store.freeWhatWasLetGo(Instant.now());
        assertThat(attachments.content(file)).isEmpty();
        assertThatThrownBy(() -> bin.restore(item.id(), vera)).isInstanceOf(Refused.class);
    }

    @Test
    void onlyAnAdministratorDeletesForGoodBeforeThat() {
        UUID item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera).id();
        assertThat(as("vera").delete("/api/bin/" + item).status()).isEqualTo(403);
        assertThat(as("admin").delete("/api/bin/" + item).status()).isEqualTo(204);
        assertThat(as("vera").get("/api/bin").json().path("items")).isEmpty();
    }
}
