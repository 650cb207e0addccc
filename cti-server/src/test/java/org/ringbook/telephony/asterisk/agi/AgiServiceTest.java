package org.ringbook.telephony.asterisk.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;

/** Whatever happens to the question who is calling, the call goes on. */
class AgiServiceTest {

    private static final String MARIA = "89161112233";

    private volatile CallerAnswer maria = new CallerAnswer("Мария Иванова", "102");
    private final CountDownLatch slow = new CountDownLatch(1);
    private AgiService service;
    private int port;

    @BeforeEach
    void open() throws IOException {
        port = Agis.freePort();
        service = service(port);
        service.start();
        await().ignoreExceptions().until(() -> Agis.asks(port, "anonymous") != null);
    }

    private AgiService service(int at) {
        var answers = new CallerAnswers(number -> switch (number.toString()) {
            case "+79161112233" -> maria;
            case "+79035556677" -> {
                waits();
                yield maria;
            }
            default -> CallerAnswer.NOBODY;
        });
        return new AgiService("office", new AgiSettings(at, "127.0.0.1"), "127.0.0.1", answers, new NumberPlan("RU"));
    }

    private void waits() {
        try {
            slow.await();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        slow.countDown();
        service.close();
    }

    @Test
    void mariaIsNamedAndWhoLooksAfterHer() {
        assertThat(Agis.asks(port, MARIA))
                .contains("SET VARIABLE \"RINGBOOK_NAME\" \"Мария Иванова\"")
                .contains("SET VARIABLE \"RINGBOOK_RESPONSIBLE\" \"102\"")
                .doesNotContain("HANGUP");
    }

    @Test
    void anUnknownCallerAndOneWhoHidesAreNobody() {
        for (String number : List.of("79990001122", "unknown", "", "sip:maria@example.org")) {
            assertThat(Agis.asks(port, number))
                    .contains("SET VARIABLE \"RINGBOOK_NAME\" \"\"")
                    .contains("SET VARIABLE \"RINGBOOK_RESPONSIBLE\" \"\"");
        }
    }

    @Test
    void aNameThatLooksLikeACommandIsOnlyAName() {
        maria = new CallerAnswer("Maria\"\nHANGUP\n${SHELL(rm -rf /)}", "102\" \"x");

        String commands = Agis.asks(port, MARIA);

        assertThat(commands.lines()).allMatch(line -> line.startsWith("SET VARIABLE "));
        assertThat(commands).contains("\"Maria HANGUP SHELL(rm -rf /)\"").contains("\"RINGBOOK_RESPONSIBLE\" \"\"");
    }

    @Test
    void whatIsNotKnownInTimeIsNotWaitedFor() {
        assertThat(Agis.asks(port, "79035556677")).contains("SET VARIABLE \"RINGBOOK_NAME\" \"\"");
    }

    @Test
    void garbageAndSilenceDisturbNobody() throws IOException {
        var silent = new ArrayList<Socket>();
        for (int i = 0; i < 8; i++) {
            silent.add(new Socket("127.0.0.1", port));
            try (var garbage = new Socket("127.0.0.1", port)) {
                garbage.getOutputStream().write(new byte[] {0, 1, 2, '\n', '\n', -1});
            }
        }
        assertThat(Agis.asks(port, MARIA)).contains("Мария Иванова");
        for (Socket each : silent) {
            each.close();
        }
    }

    @Test
    void manyCallsAtOnceAreAnsweredOrLetGoAndNoneIsKeptWaiting() {
        var calls = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 200; i++) {
            calls.add(
                    CompletableFuture.supplyAsync(() -> Agis.asks(port, MARIA)).exceptionally(closed -> "closed"));
        }
        List<String> heard = calls.stream().map(CompletableFuture::join).toList();

        assertThat(heard).anyMatch(commands -> commands.contains("Мария Иванова"));
        assertThat(Agis.asks(port, MARIA)).contains("Мария Иванова");
    }

    @Test
    void aPortThatIsTakenIsToldInWords() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            AgiService second = service(taken.getLocalPort());
            second.start();
            await().until(() -> second.trouble() != null);
            assertThat(second.trouble().text()).contains("agi.port").contains(":" + taken.getLocalPort());
            second.close();
        }
    }
}
