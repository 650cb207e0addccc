package org.ringbook.agent.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    private static Account read(String address) {
        return Account.of(address, null, "geheim", Account.DigitsBy.RTP);
    }

    @Test
    void anAddressIsReadAsPeopleWriteIt() {
        assertThat(read("sip:101@pbx.example.org"))
                .isEqualTo(new Account(
                        "101",
                        "101",
                        "geheim",
                        "pbx.example.org",
                        5060,
                        Account.Transport.UDP,
                        Account.DigitsBy.RTP,
                        Account.Encryption.AUTO,
                        List.of(),
                        null));
        Account tcp = read(" 101@10.0.0.5:5070;transport=TCP ");
        assertThat(tcp.port()).isEqualTo(5070);
        assertThat(tcp.transport()).isEqualTo(Account.Transport.TCP);
    }

    @Test
    void overTlsThePortIsAnotherOneAndSoundIsEncrypted() {
        Account tls = read("101@pbx.example.org;transport=tls");
        String all = "101@one.example.org:5061,two.example.org:5061;transport=tls;srtp=required";
        assertThat(read(all)).hasToString(all);
        assertThat(tls.port()).isEqualTo(5061);
        assertThat(tls.asksForEncryption()).isTrue();
        assertThat(read("101@pbx.example.org").asksForEncryption()).isFalse();
        assertThat(read("101@pbx.example.org;srtp=required").asksForEncryption())
                .isTrue();
    }

    @Test
    void severalServersTakeTurns() {
        Account first = read("101@one.example.org,two.example.org:5070,10.0.0.3;transport=tcp");
        Account second = first.elsewhere();
        assertThat(second).hasToString("101@two.example.org:5070,10.0.0.3:5060,one.example.org:5060;transport=tcp");
        assertThat(second.elsewhere())
                .hasToString("101@10.0.0.3:5060,one.example.org:5060,two.example.org:5070;transport=tcp");
        assertThat(second.elsewhere().elsewhere()).isEqualTo(first);
        assertThat(read("101@pbx").elsewhere()).isEqualTo(read("101@pbx"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "101@pbx;srtp=maybe",
                "101@pbx;transport=tls;transport=udp",
                "101@pbx,",
                "101@pbx;maddr=evil",
                "101",
                "@pbx",
                "101@",
                "101@pbx:0",
                "101@pbx:70000",
                "101@pbx;transport=sctp",
                "a b@pbx",
                "101@pbx\r\nX: y"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(text));
    }

    @Test
    void thePasswordIsNotInItsText() {
        assertThat(read("101@pbx")).hasToString("101@pbx:5060;transport=udp");
    }
}
