package org.ringbook.agent.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
                        "101", "101", "geheim", "pbx.example.org", 5060, Account.Transport.UDP, Account.DigitsBy.RTP));
        Account tcp = read(" 101@10.0.0.5:5070;transport=TCP ");
        assertThat(tcp.port()).isEqualTo(5070);
        assertThat(tcp.transport()).isEqualTo(Account.Transport.TCP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
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
