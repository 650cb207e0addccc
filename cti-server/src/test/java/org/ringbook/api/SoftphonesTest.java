package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.api.SignedInBrowser.coded;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ringbook.softphones.SipAccount;
import org.ringbook.softphones.SipAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An administrator sets the PBX and Anna's secret on a page: her program has a telephone, and nobody reads the secret anywhere else. */
@ExtendWith(OutputCaptureExtension.class)
class SoftphonesTest extends Server {

    private static final String SECRET = "t0p-s3cret-of-101";

    @Autowired
    private SipAccounts accounts;

    private SignedInBrowser admin() {
        return new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
    }

    private SipAccount annas() {
        return accounts.of(staff.byLogin("anna").orElseThrow()).orElse(null);
    }

    @Test
    void theSecretIsKeptSealedGivenToAnnaAloneAndForgotten(CapturedOutput output) {
        SignedInBrowser admin = admin();
        assertThat(annas()).isNull();
        admin.post(
                "/softphones",
                "address=pbx.example.org:5070&transport=tcp&digits=info&login-101=&secret-101=" + coded(SECRET));
        assertThat(annas()).isEqualTo(new SipAccount("101@pbx.example.org:5070;transport=tcp", "101", SECRET, "info"));
        assertThat(accounts.of(staff.byLogin("boris").orElseThrow())).isEmpty();
        assertThat(admin.get("/softphones").body())
                .contains("pbx.example.org:5070")
                .doesNotContain(SECRET);
        List<byte[]> sealed = jdbc.sql("select secret from sip_account where extension = '101'")
                .query((row, number) -> row.getBytes(1))
                .list();
        assertThat(new String(sealed.get(0), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
        assertThat(as("admin").get("/api/audit").body()).doesNotContain(SECRET);
        assertThat(annas().toString()).doesNotContain(SECRET);
        // Saved again with nothing typed, it stays.
        admin.post("/softphones", "address=pbx.example.org&transport=udp&digits=rtp&login-101=&secret-101=");
        assertThat(annas()).isEqualTo(new SipAccount("101@pbx.example.org;transport=udp", "101", SECRET, "rtp"));
        admin.post("/softphones", "address=pbx.example.org&transport=udp&digits=rtp&forget-101=true");
        assertThat(annas()).isNull();
        assertThat(output.getAll()).doesNotContain(SECRET);
    }

    @Test
    void whatIsNoAddressIsRefusedInWordsAndNothingIsSaved() {
        SignedInBrowser admin = admin();
        Http.Answer answer = admin.post("/softphones", "address=" + coded("no such host!") + "&secret-101=x");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("pbx.example.org");
        assertThat(annas()).isNull();
    }

    @Test
    void nobodyButAnAdministratorSeesThePage() {
        assertThat(new SignedInBrowser(http().port(), "anna", passwordOf("anna"))
                        .get("/softphones")
                        .status())
                .isEqualTo(403);
    }
}
