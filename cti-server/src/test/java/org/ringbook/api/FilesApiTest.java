package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.RecordingsSettings;
import org.ringbook.recordings.store.Retention;
import org.ringbook.refusals.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Maria sends a price list, and it is kept with her. */
@TestPropertySource(properties = {"ringbook.attachments.largest=1MB", "ringbook.attachments.most=5"})
class FilesApiTest extends Server {

    private static final String PDF = "%PDF-1.7\nпрайс";

    @Autowired
    private AudioStore store;

    @Autowired
    private Retention retention;

    @Autowired
    private Attachments attachments;

    @Autowired
    private RecordingsSettings settings;

    private UUID maria;

    @BeforeEach
    void mariaIsKnown() {
        jdbc.sql("truncate attachment, bin_item, task, lead cascade").update();
        maria = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS)).id();
    }

    private Http.Answer send(String login, String to, String name, String content) {
        return as(login)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .send(
                        "POST",
                        "/api/files?" + to,
                        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                                + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n--edge--\r\n");
    }

    private JsonNode sent(String login, String to, String name, String content) {
        Http.Answer answer = send(login, to, name, content);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void annaAttachesAPriceListAndBorisFindsItOnMariasCard() {
        JsonNode added = sent("anna", "party=" + maria, "прайс.pdf", PDF);
        assertThat(added.path("format").asString()).isEqualTo("application/pdf");
        String id = added.path("id").asString();

        JsonNode listed = as("boris").get("/api/files?party=" + maria).json().path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("name").asString()).isEqualTo("прайс.pdf");
        Http.Answer content = as("boris").get("/api/files/" + id + "/content");
        assertThat(content.body()).isEqualTo(PDF);
        assertThat(content.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''");

        Browser browser = new Browser(this::http);
        browser.signIn("boris", passwordOf("boris"));
        assertThat(browser.with(http()).get("/files/party/" + maria).body()).contains("прайс.pdf");
        Http.Answer preview = browser.with(http()).get("/files/" + id + "/preview");
        assertThat(preview.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(preview.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aPageThatCallsItselfAPictureIsNeverShownOnlyDownloaded() {
        String id = sent("anna", "party=" + maria, "photo.png", "<script>alert(1)</script>")
                .path("id")
                .asString();
        Browser browser = new Browser(this::http);
        browser.signIn("anna", passwordOf("anna"));
        assertThat(browser.with(http()).get("/files/" + id + "/preview").status())
                .isEqualTo(404);
        Http.Answer download = browser.with(http()).get("/files/" + id + "/download");
        assertThat(download.header("Content-Type")).startsWith("application/octet-stream");
        assertThat(download.header("Content-Disposition")).startsWith("attachment");
        assertThat(download.header("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void aNameIsOnlyAName() {
        String name = sent("anna", "party=" + maria, "..\\\\..\\\\etc/pass\u202Ewd.txt", "x")
                .path("name")
                .asString();
        assertThat(name).isEqualTo("pass wd.txt");
    }

    @Test
    void whatADoubleClickWouldRunIsNotTakenNorWhatIsTooLargeOrEmptyOrTooMany() {
        assertThat(send("anna", "party=" + maria, "invoice.pdf.exe", "MZ").body())
                .contains(".exe");
        assertThat(send("anna", "party=" + maria, "invoice.EXE. ", "MZ").status())
                .isEqualTo(400);
        assertThat(send("anna", "party=" + maria, "big.txt", "x".repeat((1 << 20) + 1))
                        .body())
                .contains("over 1 MB");
        assertThat(send("anna", "party=" + maria, "empty.txt", "").body()).contains("empty");
        for (int i = 0; i < 5; i++) {
            sent("anna", "party=" + maria, i + ".txt", "file " + i);
        }
        assertThat(send("anna", "party=" + maria, "6.txt", "one more").body()).contains("5 files already");
        assertThat(as("anna").get("/api/files?party=" + maria).json().path("items"))
                .hasSize(5);
    }

    @Test
    void whatWindowsRunsAndMacrosOfOfficeAreNotTakenEither() {
        for (String ending : List.of("js", "url", "iso", "scf", "xlsm", "appref-ms")) {
            assertThat(send("anna", "party=" + maria, "прайс." + ending, "x").status())
                    .as(ending)
                    .isEqualTo(400);
        }
    }

    @Test
    void bytesOfAFileWhoseOwnerIsGoneMeanwhileAreFreed() {
        byte[] bytes = "письмо, которого никто не ждёт".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> attachments.add(
                        new AttachmentOwner(AttachmentOwner.Kind.PARTY, UUID.randomUUID()),
                        "письмо.txt",
                        new ByteArrayInputStream(bytes),
                        staff.byLogin("vera").orElseThrow()))
                .isInstanceOf(Refused.class);
        assertThat(jdbc.sql("select count(*) from sound_to_free")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void anUploadThatEndsWhileAnotherBeginsDisturbsItNot() throws IOException {
        sent("anna", "party=" + maria, "первый.txt", "первый");
        Path ended = settings.folder().resolve("uploads").resolve("file-ended.part");
        Files.createSymbolicLink(ended, Path.of("gone"));
        try {
            sent("anna", "party=" + maria, "второй.txt", "второй");
        } finally {
            Files.delete(ended);
        }
    }

    @Test
    void aFileOfATaskIsForThoseWhoSeeTheTask() {
        String task = as("boris")
                .post("/api/tasks", "{\"title\":\"Подготовить договор\"}")
                .json()
                .path("id")
                .asString();
        String file = sent("boris", "task=" + task, "договор.txt", "пока пусто")
                .path("id")
                .asString();
        assertThat(as("anna").get("/api/files?task=" + task).status()).isEqualTo(404);
        assertThat(as("anna").get("/api/files/" + file + "/content").status()).isEqualTo(404);
        assertThat(send("anna", "task=" + task, "x.txt", "x").status()).isEqualTo(404);
        assertThat(as("anna").delete("/api/files/" + file).status()).isEqualTo(404);
        assertThat(as("vera").get("/api/files/" + file).status()).isEqualTo(200);
    }

    @Test
    void whoAddedAFileTakesItAwayAndItsBytesAreFreedWhenNothingElseHasThem() throws IOException {
        JsonNode first = sent("anna", "party=" + maria, "a.txt", "the same words");
        JsonNode second = sent("boris", "party=" + maria, "b.txt", "the same words");
        String digest = first.path("sha256").asString();
        assertThat(as("anna")
                        .delete("/api/files/" + second.path("id").asString())
                        .status())
                .isEqualTo(400);
        assertThat(as("anna")
                        .delete("/api/files/" + first.path("id").asString())
                        .status())
                .isEqualTo(204);
        retention.freeWhatWasLetGo(Instant.now());
        assertThat(store.open(digest)).as("Boris's file has the same bytes").isPresent();
        assertThat(as("vera")
                        .delete("/api/files/" + second.path("id").asString())
                        .status())
                .isEqualTo(204);
        retention.freeWhatWasLetGo(Instant.now());
        assertThat(store.open(digest)).isEmpty();
    }

    @Test
    void exactlyOneOwnerIsNamed() {
        assertThat(as("anna").get("/api/files").status()).isEqualTo(400);
        assertThat(as("anna")
                        .get("/api/files?party=" + maria + "&lead=" + maria)
                        .status())
                .isEqualTo(400);
        assertThat(as("anna").get("/api/files?party=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
