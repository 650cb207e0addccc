package org.ringbook.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.refusals.Refused;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "2002:7f00:1::",
                "64:ff9b::7f00:1"
            })
    void nothingIsSentToThisMachineOrToWhatOnlyItReaches(String address) throws UnknownHostException {
        assertThat(rules.refuses(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "192.168.1.10", "172.16.0.9", "fd12:3456::1", "203.0.113.7", "2001:db8::7"})
    void theLocalNetworkAndTheInternetAreSentTo(String address) throws UnknownHostException {
        assertThat(rules.refuses(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void whatTheSettingsAllowIsSentTo() throws UnknownHostException {
        var allowing = new AddressRules(List.of("127.0.0.1", "169.254.7.0/24"));
        assertThat(allowing.refuses(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(allowing.refuses(InetAddress.getByName("127.0.0.2"))).isTrue();
        assertThat(allowing.refuses(InetAddress.getByName("169.254.7.9"))).isFalse();
        assertThat(allowing.refuses(InetAddress.getByName("169.254.8.9"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://127.1/",
                "http://LOCALHOST/",
                "http://[::ffff:127.0.0.1]/"
            })
    void thisMachineIsNotReachedByOtherWaysToWriteIt(String url) {
        assertThatThrownBy(() -> new SecondLook(rules).lookAt(url)).isInstanceOf(Refused.class);
    }

    /** Some ways are refused when they are typed, the others when the name is asked for. */
    private record SecondLook(AddressRules rules) {

        void lookAt(String url) throws UnknownHostException {
            String read = rules.read(url);
            String host = java.net.URI.create(read).getHost();
            if (host == null) {
                throw Refused.because("url", "webhooks.url", 1);
            }
            try {
                for (InetAddress address : InetAddress.getAllByName(host)) {
                    if (rules.refuses(address)) {
                        throw Refused.because("url", "webhooks.url.inside", host);
                    }
                }
            } catch (UnknownHostException leadsNowhere) {
                throw Refused.because("url", "webhooks.url", 1);
            }
        }
    }

    @Test
    void aRussianNameIsKeptAsTheNetworkWritesIt() {
        assertThat(rules.read(" HTTPS://црм.пример.рф:8443/звонки?ключ=1 "))
                .isEqualTo(
                        "https://xn--l1ahr.xn--e1afmkfd.xn--p1ai:8443/%D0%B7%D0%B2%D0%BE%D0%BD%D0%BA%D0%B8?%D0%BA%D0%BB%D1%8E%D1%87=1");
        assertThat(rules.read("http://1c.lan")).isEqualTo("http://1c.lan/");
    }
}
