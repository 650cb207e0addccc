package org.ringbook.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.FileInputStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.FakeLine;
import org.ringbook.agent.server.LineState.Kind;

class ServerLineTest {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private ServerLine line;

    private final LineListener listener = new LineListener() {
        @Override
        public void changed(LineState state) {
            heard.add(state);
        }

        @Override
        public void heard(ServerMessage message, String text) {
            heard.add(message);
        }
    };

    @AfterEach
    void theLineIsClosed() {
        line.close();
    }

    private void signIn(String address, String password, Path certificate) {
        var wanted = new Connection.Wanted(
                ServerAddress.of(address), new Credentials("anna", password), "ru", "0.1.0", certificate);
        line = new ServerLine(wanted, listener);
        line.start();
    }

    private LineState becomes(Kind kind) throws InterruptedException {
        Object next = heard.poll(10, TimeUnit.SECONDS);
        while (next != null && !(next instanceof LineState state && state.kind() == kind)) {
            next = heard.poll(10, TimeUnit.SECONDS);
        }
        assertThat(next).as("line becomes " + kind).isNotNull();
        return (LineState) next;
    }

    private <T> T hears(Class<T> type) throws InterruptedException {
        Object next = heard.poll(10, TimeUnit.SECONDS);
        while (next != null && !type.isInstance(next)) {
            next = heard.poll(10, TimeUnit.SECONDS);
        }
        assertThat(next).as(type.getSimpleName()).isNotNull();
        return type.cast(next);
    }

    @Test
    void annaSignsInAndHearsWhatRings() throws Exception {
        try (var server = new FakeLine()) {
            signIn(server.address(), FakeLine.PASSWORD, null);
            becomes(Kind.CONNECTED);
            assertThat(server.hears("hello").get("client").stringValue()).isEqualTo("desktop");
            server.tells("server-pop-up");
            assertThat(hears(ServerMessage.CardTold.class).popsUp()).isTrue();
            line.send(Messages.dismissed("1"));
            server.hears("dismissed");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotTriedAgain() throws Exception {
        try (var server = new FakeLine()) {
            signIn(server.address(), "wrong", null);
            assertThat(becomes(Kind.REFUSED).why()).isEqualTo("sign_in");
            line.tryNow();
            assertThat(heard.poll(2500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(server.attempts).hasValue(1);
        }
    }

    @Test
    void whoIsNotOnTheStaffListIsToldSo() throws Exception {
        try (var server = new FakeLine()) {
            server.refusal = HttpResponseStatus.FORBIDDEN;
            signIn(server.address(), FakeLine.PASSWORD, null);
            assertThat(becomes(Kind.REFUSED).why()).isEqualTo("not_on_staff");
        }
    }

    @Test
    void theServersBrakeOnSignInsIsWaitedOut() throws Exception {
        try (var server = new FakeLine()) {
            server.refusal = HttpResponseStatus.TOO_MANY_REQUESTS;
            signIn(server.address(), FakeLine.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("too_many_tries");
            server.refusal = null;
            becomes(Kind.CONNECTED);
        }
    }

    @Test
    void theLineComesBackByItselfAndTellsWhatRingsThen() throws Exception {
        try (var server = new FakeLine()) {
            signIn(server.address(), FakeLine.PASSWORD, null);
            hears(ServerMessage.RingingNow.class);
            server.ringing = true;
            server.hangsUp();
            var waiting = becomes(Kind.WAITING);
            assertThat(waiting.why()).isEqualTo("lost");
            assertThat(waiting.seconds()).isBetween(1, 2);
            assertThat(hears(ServerMessage.RingingNow.class).cards()).hasSize(1);
        }
    }

    @Test
    void aDeadServerIsTriedAgainAndFoundWhenItIsBack() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        signIn("127.0.0.1:" + port, FakeLine.PASSWORD, null);
        assertThat(becomes(Kind.WAITING).why()).isEqualTo("unreachable");
        try (var server = new FakeLine(port, null)) {
            line.tryNow();
            becomes(Kind.CONNECTED);
            assertThat(server.attempts).hasPositiveValue();
        }
    }

    @Test
    void anotherProgramAtTheAddressIsToldApart() throws Exception {
        try (var server = new FakeLine()) {
            server.refusal = HttpResponseStatus.NOT_FOUND;
            signIn(server.address(), FakeLine.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("not_ringbook");
        }
    }

    @Test
    void aNameThatNobodyHasIsToldApart() throws Exception {
        signIn("https://ringbook.invalid", FakeLine.PASSWORD, null);
        assertThat(becomes(Kind.WAITING).why()).isEqualTo("unknown_host");
    }

    @Test
    void anEncryptedLineNeedsACertificateThatIsTrustedAndNamesTheServer(@TempDir Path folder) throws Exception {
        try (var server = new FakeLine(0, certified(folder, "ip:127.0.0.1"))) {
            signIn("https://127.0.0.1:" + server.port(), FakeLine.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("certificate");
            line.close();
            signIn("https://127.0.0.1:" + server.port(), FakeLine.PASSWORD, folder.resolve("server.pem"));
            becomes(Kind.CONNECTED);
        }
    }

    @Test
    void aCertificateOfAnotherServerIsNotTaken(@TempDir Path folder) throws Exception {
        try (var server = new FakeLine(0, certified(folder, "dns:ringbook.example.org"))) {
            signIn("https://127.0.0.1:" + server.port(), FakeLine.PASSWORD, folder.resolve("server.pem"));
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("certificate");
        }
    }

    private static SslContext certified(Path folder, String name) throws Exception {
        String store = folder.resolve("server.p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("server.pem").toString());
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        return SslContextBuilder.forServer(factory).build();
    }

    private static void keytool(String... words) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
