package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.ringbook.agent.headless.HeadlessPhone;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.RegistrationState;

class ServersTest {

    private final List<String> asked = new ArrayList<>();

    private List<String> servers(String address, Map<String, List<String>> dns, double chance) {
        Account account = Account.of(address, null, "secret", Account.DigitsBy.RTP);
        Servers.Lookup lookup = name -> {
            asked.add(name);
            return dns.getOrDefault(name, List.of());
        };
        return new Servers(lookup, () -> chance)
                .of(account).stream()
                        .map(place -> place.host() + ":" + place.port() + " as "
                                + place.account().host())
                        .toList();
    }

    @Test
    void theServersThatDnsNamesAreAskedByTheirPriority() {
        var dns = Map.of(
                "_sip._udp.pbx.example.org",
                List.of("20 0 5060 two.example.org.", "10 0 5070 one.example.org.", "30 5 5060 three.example.org."));
        assertThat(servers("101@pbx.example.org", dns, 0.5))
                .containsExactly(
                        "one.example.org:5070 as pbx.example.org",
                        "two.example.org:5060 as pbx.example.org",
                        "three.example.org:5060 as pbx.example.org");
        servers("101@pbx.example.org;transport=tcp", dns, 0.5);
        servers("101@pbx.example.org;transport=tls", dns, 0.5);
        assertThat(asked)
                .containsExactly(
                        "_sip._udp.pbx.example.org", "_sip._tcp.pbx.example.org", "_sips._tcp.pbx.example.org");
    }

    @Test
    void whatStandsAfterACommaIsWorseThanAllThatDnsNamesBeforeIt() {
        var dns = Map.of(
                "_sip._udp.pbx.example.org",
                List.of("20 0 5060 two.example.org.", "10 5 5060 one.example.org.", "10 5 5060 twin.example.org."));
        Account account = Account.of("101@pbx.example.org,spare.example.org", null, "secret", Account.DigitsBy.RTP);
        assertThat(new Servers(name -> dns.getOrDefault(name, List.of()), () -> 0.5)
                        .of(account).stream().map(Servers.Place::rank).toList())
                .containsExactly(10, 10, 20, 65_536);
    }

    @Test
    void whoNamesAPortOrAnAddressIsTakenAtTheirWord() {
        assertThat(servers("101@pbx.example.org:5070", Map.of(), 0.5))
                .containsExactly("pbx.example.org:5070 as pbx.example.org");
        assertThat(servers("101@192.0.2.10", Map.of(), 0.5)).containsExactly("192.0.2.10:5060 as 192.0.2.10");
        assertThat(servers("101@localhost", Map.of(), 0.5)).containsExactly("localhost:5060 as localhost");
        assertThat(asked).isEmpty();
    }

    @Test
    void whereDnsKnowsNothingTheNameItselfIsTheServer() {
        assertThat(servers("101@one.example.org,two.example.org", Map.of(), 0.5))
                .containsExactly("one.example.org:5060 as one.example.org", "two.example.org:5060 as two.example.org");
        var rubbish = Map.of("_sip._udp.pbx.example.org", List.of("", "x y z", "1 1 99999 a.example.org.", "0 0 0 ."));
        assertThat(servers("101@pbx.example.org", rubbish, 0.5))
                .containsExactly("pbx.example.org:5060 as pbx.example.org");
    }

    @Test
    void amongEqualsTheHeavierOneComesFirstMoreOften() {
        var chance = new Random(1);
        var servers = new Servers(
                name -> List.of("10 90 5060 big.example.org.", "10 10 5060 small.example.org."), chance::nextDouble);
        Account account = Account.of("101@pbx.example.org", null, "secret", Account.DigitsBy.RTP);
        int big = 0;
        for (int i = 0; i < 1000; i++) {
            big += servers.of(account).get(0).host().startsWith("big") ? 1 : 0;
        }
        assertThat(big).isBetween(850, 950);
    }

    @Test
    void theFirstServerIsReturnedToWhenItIsThereAgain() throws Exception {
        var first = new SmallPbx();
        var second = new SmallPbx();
        first.registering = "503 Service Unavailable";
        var everyTenMinutes = new AtomicReference<Runnable>();
        var thread = new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy()) {
            @Override
            public ScheduledFuture<?> scheduleWithFixedDelay(Runnable what, long wait, long pause, TimeUnit unit) {
                if (unit.toMinutes(pause) == 10) {
                    everyTenMinutes.set(what);
                }
                return super.scheduleWithFixedDelay(what, wait, pause, unit);
            }
        };
        Account account =
                Account.of(first.address("101") + ",127.0.0.1:" + second.port(), null, "secret", Account.DigitsBy.RTP);
        var telephone = new SipTelephone(account, null, thread);
        var phone = new Phone(
                telephone,
                new HeadlessPhone(new PrintStream(OutputStream.nullOutputStream())),
                Clock.systemUTC(),
                (wait, what) -> thread.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS));
        try {
            thread.execute(() -> telephone.start(phone));
            until(() -> second.knows("101") && phone.registration().kind() == RegistrationState.Kind.REGISTERED);
            assertThat(first.knows("101")).isFalse();
            first.registering = null;
            thread.submit(everyTenMinutes.get()).get();
            until(() -> first.knows("101") && phone.registration().kind() == RegistrationState.Kind.REGISTERED);
        } finally {
            thread.submit(() -> telephone.stop(() -> {})).get();
            thread.shutdownNow();
            first.close();
            second.close();
        }
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
    }
}
