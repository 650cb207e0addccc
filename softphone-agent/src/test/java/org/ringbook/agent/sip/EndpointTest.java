package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.phone.Account;

/** A way to the PBX that cannot be opened, tried again and again through a night. */
class EndpointTest {

    private static final InetSocketAddress PBX = new InetSocketAddress("127.0.0.1", 5060);

    @TempDir
    Path folder;

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    @Test
    void whatCouldNotBeOpenedLeavesNothingBehind() throws Exception {
        Account account = Account.of("101@127.0.0.1;transport=tls", null, "secret", Account.DigitsBy.RTP)
                .trusting(folder.resolve("gone.pem").toString());
        Set<Thread> before = threads();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> Endpoint.open(account, PBX, null)).isInstanceOf(java.io.IOException.class);
        }
        nothingIsLeftSince(before);
    }

    @Test
    void whatIsClosedBecauseTheNetworkIsAnotherLeavesNothingBehind() throws Exception {
        Set<Thread> before = threads();
        for (int i = 0; i < 5; i++) {
            Account account = Account.of("101@127.0.0.1", null, "secret", Account.DigitsBy.RTP);
            Endpoint.open(account, PBX, new Listening(null)).close();
        }
        nothingIsLeftSince(before);
    }

    private static void nothingIsLeftSince(Set<Thread> before) throws InterruptedException {
        Set<Thread> left = threads();
        left.removeAll(before);
        left.removeIf(thread -> !thread.getName().contains("EventScanner"));
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }
}
