package org.ringbook.bin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private StaffMember vera;
    private Company romashka;
    private Contact maria;

    @BeforeEach
    void mariaOfRomashkaIsKnown() {
        jdbc.sql("truncate bin_item, lead, task, attachment, legal_entity cascade")
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
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria.id(), vera);

        assertThat(contacts.contact(maria.id())).isEmpty();
        assertThat(directory.whoIs(Cast.MARIAS)).isEmpty();
        assertThat(leads.find(lead.id()).orElseThrow().partyId()).isNull();
        store.freeWhatWasLetGo(Instant.now());

        Bin.Restored back = bin.restore(item.id(), vera);
        assertThat(back.left()).isZero();
        Contact again = contacts.contact(maria.id()).orElseThrow();
        assertThat(again).isEqualTo(maria);
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
