package org.ringbook.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.forms.FormInbox.Message;

/** What lies on the disk while the database is away. */
class FormSpoolTest {

    private static final Instant NINE = Instant.parse("2026-03-03T06:00:00Z");

    @TempDir
    private Path home;

    private FormSpool spool(int files, long bytes) {
        return new FormSpool(home.resolve("forms"), files, bytes, 0);
    }

    private static Message message(String body) {
        return new Message(
                "site",
                "203.0.113.7",
                "application/x-www-form-urlencoded",
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("forms"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatWasKeptIsReadByTheNextServerWordForWordOldestFirst() throws IOException {
        FormSpool before = spool(10, 100_000);
        before.keep(message("phone=2&name=%D0%9C"), "two", false, NINE.plusSeconds(1));
        before.keep(message("phone=1"), "one", true, NINE);
        FormSpool after = spool(10, 100_000);
        assertThat(after.waiting()).isEqualTo(2);
        List<FormSpool.Spooled> waiting = after.some(10);
        assertThat(waiting).extracting(FormSpool.Spooled::key).containsExactly("one", "two");
        assertThat(waiting.get(0).test()).isTrue();
        assertThat(waiting.get(1).at()).isEqualTo(NINE.plusSeconds(1));
        assertThat(new String(waiting.get(1).message().body(), StandardCharsets.UTF_8))
                .isEqualTo("phone=2&name=%D0%9C");
        assertThat(waiting.get(1).message().address()).isEqualTo("203.0.113.7");
        waiting.forEach(after::done);
        assertThat(after.waiting()).isZero();
        assertThat(names()).isEmpty();
    }

    @Test
    void aMessageTooManyIsNotKeptAndSaysSoAndThereIsRoomAgainAfterwards() throws IOException {
        FormSpool spool = spool(2, 100_000);
        spool.keep(message("phone=1"), "one", false, NINE);
        spool.keep(message("phone=2"), "two", false, NINE);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> spool.keep(message("phone=3"), "three", false, NINE));
        assertThat(names()).hasSize(2);
        spool.done(spool.some(1).get(0));
        spool.keep(message("phone=3"), "three", false, NINE);
        assertThat(spool.waiting()).isEqualTo(2);
    }

    @Test
    void neitherManyBytesNorANearlyFullDiskAreTaken() {
        FormSpool small = spool(10, 500);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> small.keep(message("x".repeat(1_000)), "one", false, NINE));
        var full = new FormSpool(home.resolve("forms"), 10, 100_000, Long.MAX_VALUE / 2);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> full.keep(message("phone=1"), "one", false, NINE));
        assertThat(full.waiting()).isZero();
    }

    @Test
    void whatAPowerCutLeftHalfWrittenWasNeverAcknowledgedAndWhatIsBrokenIsSetAside() throws IOException {
        FormSpool spool = spool(10, 100_000);
        spool.keep(message("phone=1"), "one", false, NINE);
        Files.writeString(home.resolve("forms/000000000000001-x.part"), "{\"form\":\"si");
        Files.writeString(home.resolve("forms/000000000000002-y.form"), "{\"form\":\"si");
        FormSpool after = spool(10, 100_000);
        assertThat(after.some(10)).extracting(FormSpool.Spooled::key).containsExactly("one");
        assertThat(names()).anyMatch(name -> name.endsWith(".form.unreadable"));
        assertThat(after.some(10)).hasSize(1);
    }

    @Test
    void whatWillNeverBeReadIsForgottenInTime() throws IOException {
        FormSpool spool = spool(10, 100_000);
        spool.keep(message("phone=1"), "one", false, NINE);
        Files.writeString(home.resolve("forms/000000000000001-x.part"), "{\"form\":\"si");
        Files.writeString(home.resolve("forms/000000000000002-y.form"), "{\"form\":\"si");
        spool.some(10);
        spool.forget(Instant.EPOCH);
        assertThat(names()).as("not old enough").hasSize(3);
        spool.forget(Instant.now().plusSeconds(3_600));
        assertThat(spool.some(10)).hasSize(1);
        assertThat(names()).hasSize(1);
    }

    @Test
    void nobodyElseOnTheMachineReadsIt() throws IOException {
        spool(10, 100_000).keep(message("phone=1"), "one", false, NINE);
        assertThat(permissions(home.resolve("forms"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("forms").resolve(names().get(0)))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aTokenIsForOneFormAndForAsLongAsPeopleNeed() {
        byte[] key = new byte[FormToken.KEY_BYTES];
        String token = FormToken.issue(key, "site", NINE);
        assertThat(FormToken.isFit(key, "site", token, NINE.plusSeconds(20))).isTrue();
        assertThat(FormToken.isFit(key, "site", token, NINE.plusSeconds(1)))
                .as("no human is as quick")
                .isFalse();
        assertThat(FormToken.isFit(key, "site", token, NINE.plusSeconds(90_000)))
                .isFalse();
        assertThat(FormToken.isFit(key, "shop", token, NINE.plusSeconds(20))).isFalse();
        assertThat(FormToken.isFit(new byte[] {1}, "site", token, NINE.plusSeconds(20)))
                .isFalse();
        assertThat(FormToken.isFit(key, "site", "B" + token.substring(1), NINE.plusSeconds(20)))
                .isFalse();
        assertThat(FormToken.isFit(key, "site", "никакой", NINE.plusSeconds(20)))
                .isFalse();
        assertThat(FormToken.isFit(key, "site", null, NINE.plusSeconds(20))).isFalse();
        assertThat(FormToken.issue(key, "site", NINE)).isNotEqualTo(token);
    }

    @Test
    void aTokenStandsForTheMessageSoThatItIsGoodForOne() {
        var form = new FormSettings.Form(
                "plain", "a-secret-of-a-form-1", null, null, null, Map.of(), "ok", true, null, null);
        assertThat(key(form, "abc")).isEqualTo("token abc");
        String token = FormToken.issue(new byte[FormToken.KEY_BYTES], "site", NINE);
        assertThat(key(form, token)).isEqualTo("token " + token);
        assertThat(key(form, token + "%3D")).as("written otherwise").isEqualTo("token " + token);
    }

    private static String key(FormSettings.Form form, String token) {
        byte[] body = ("phone=1&id=7&ringbook_token=" + token).getBytes(StandardCharsets.UTF_8);
        return new FormReading(FormFields.read(null, null, body), form).key();
    }
}
