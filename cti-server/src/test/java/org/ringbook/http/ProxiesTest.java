package org.ringbook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    @Test
    void anAddressIsANetworkOfOne() {
        assertThat(Proxies.networks(List.of("127.0.0.0/8", " ::1", "10.0.0.7", "")))
                .isEqualTo("127.0.0.0/8, ::1/128, 10.0.0.7/32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", ".*", "10.0.0.0/99", "10.0.0", "10.0.0.1/8/8", "127.0.0.1 10.0.0.1"})
    void whatIsNoAddressIsToldAtTheStart(String setting) {
        assertThatThrownBy(() -> Proxies.networks(List.of(setting)))
                .isInstanceOf(HttpMisconfigured.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"framework", "yes"})
    void aWayInWhichEverybodyWouldBeBelievedIsNone(String strategy) {
        assertThatThrownBy(() -> Proxies.check(strategy)).isInstanceOf(HttpMisconfigured.class);
    }
}
