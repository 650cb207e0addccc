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
import org.ringbook.agent.FakeServer;
import org.ringbook.agent.server.SessionState.Kind;

class ServerSessionTest {

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private ServerSession session;

    private final SessionListener listener = new SessionListener() {
        @Override
        public void changed(SessionState state) {
            received.add(state);
        }

        @Override
        public void received(ServerMessage message, String text) {
            received.add(message);
        }
    };

    @AfterEach
    void theSessionIsClosed() {
        session.close();
    }

    private void signIn(String address, String password, Path certificate) {
        var wanted = new Connection.Wanted(
                ServerAddress.of(address), new Credentials("anna", password), "ru", "0.1.0", certificate);
        session = new ServerSession(wanted, listener);
        session.start();
    }

    private SessionState becomes(Kind kind) throws InterruptedException {
        Object next = received.poll(10, TimeUnit.SECONDS);
        while (next != null && !(next instanceof SessionState state && state.kind() == kind)) {
            next = received.poll(10, TimeUnit.SECONDS);
        }
        assertThat(next).as("line becomes " + kind).isNotNull();
        return (SessionState) next;
    }

    private <T> T receives(Class<T> type) throws InterruptedException {
        Object next = received.poll(10, TimeUnit.SECONDS);
        while (next != null && !type.isInstance(next)) {
            next = received.poll(10, TimeUnit.SECONDS);
        }
        assertThat(next).as(type.getSimpleName()).isNotNull();
        return type.cast(next);
    }

    @Test
    void annaSignsInAndHearsWhatRings() throws Exception {
        try (var server = new FakeServer()) {
            signIn(server.address(), FakeServer.PASSWORD, null);
            becomes(Kind.CONNECTED);
            assertThat(server.receives("hello").get("client").stringValue()).isEqualTo("desktop");
            server.sendsExample("server-pop-up");
            assertThat(receives(ServerMessage.CardMessage.class).popsUp()).isTrue();
            session.send(Messages.dismissed("1"));
            server.receives("dismissed");
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNotTriedAgain() throws Exception {
        try (var server = new FakeServer()) {
            signIn(server.address(), "wrong", null);
            assertThat(becomes(Kind.REFUSED).why()).isEqualTo("sign_in");
            session.tryNow();
            assertThat(received.poll(2500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(server.attempts).hasValue(1);
        }
    }

    @Test
    void whoIsNotOnTheStaffListIsToldSo() throws Exception {
        try (var server = new FakeServer()) {
            server.refusal = HttpResponseStatus.FORBIDDEN;
            signIn(server.address(), FakeServer.PASSWORD, null);
            assertThat(becomes(Kind.REFUSED).why()).isEqualTo("not_on_staff");
        }
    }

    @Test
    void theServersBrakeOnSignInsIsWaitedOut() throws Exception {
        try (var server = new FakeServer()) {
            server.refusal = HttpResponseStatus.TOO_MANY_REQUESTS;
            signIn(server.address(), FakeServer.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("too_many_tries");
            server.refusal = null;
            becomes(Kind.CONNECTED);
        }
    }

    @Test
    void aServerToWhichEverybodyComesBackSaysWhenThereIsAPlace() throws Exception {
        try (var server = new FakeServer()) {
            server.refusal = HttpResponseStatus.SERVICE_UNAVAILABLE;
            server.retryAfter = 4;
            signIn(server.address(), FakeServer.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).seconds()).isBetween(4, 5);
            server.refusal = null;
            session.tryNow();
            becomes(Kind.CONNECTED);
        }
    }

    @Test
    void theConnectionComesBackByItselfAndTellsWhatRingsThen() throws Exception {
        try (var server = new FakeServer()) {
            signIn(server.address(), FakeServer.PASSWORD, null);
            receives(ServerMessage.RingingNow.class);
            server.ringing = true;
            server.hangsUp();
            var waiting = becomes(Kind.WAITING);
            assertThat(waiting.why()).isEqualTo("lost");
            assertThat(waiting.seconds()).isBetween(1, 2);
            assertThat(receives(ServerMessage.RingingNow.class).cards()).hasSize(1);
        }
    }

    @Test
    void whoLostTheConnectionComesBackWithTheirTicketAndNoPassword() throws Exception {
        try (var server = new FakeServer()) {
            server.ticket = "ticket-1";
            signIn(server.address(), FakeServer.PASSWORD, null);
            assertThat(receives(ServerMessage.Welcome.class).toString()).doesNotContain("ticket-1");
            receives(ServerMessage.RingingNow.class);
            server.hangsUp();
            becomes(Kind.CONNECTED);
            assertThat(server.letIn).containsExactly("Basic", "Bearer");
        }
    }

    @Test
    void aTicketThatIsNoLongerGoodIsForgottenAndThePasswordIsShown() throws Exception {
        try (var server = new FakeServer()) {
            server.ticket = "ticket-1";
            signIn(server.address(), FakeServer.PASSWORD, null);
            receives(ServerMessage.RingingNow.class);
            server.ticket = null;
            server.hangsUp();
            becomes(Kind.CONNECTED);
            assertThat(server.letIn).containsExactly("Basic", "Basic");
            assertThat(server.attempts).hasValue(3);
        }
    }

    @Test
    void aDeadServerIsTriedAgainAndFoundWhenItIsBack() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        signIn("127.0.0.1:" + port, FakeServer.PASSWORD, null);
        assertThat(becomes(Kind.WAITING).why()).isEqualTo("unreachable");
        try (var server = new FakeServer(port, null)) {
            session.tryNow();
            becomes(Kind.CONNECTED);
            assertThat(server.attempts).hasPositiveValue();
        }
    }

    @Test
    void anotherProgramAtTheAddressIsToldApart() throws Exception {
        try (var server = new FakeServer()) {
            server.refusal = HttpResponseStatus.NOT_FOUND;
            signIn(server.address(), FakeServer.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("not_ringbook");
        }
    }

    @Test
    void aNameThatNobodyHasIsToldApart() throws Exception {
        signIn("https://ringbook.invalid", FakeServer.PASSWORD, null);
        assertThat(becomes(Kind.WAITING).why()).isEqualTo("unknown_host");
    }

    @Test
    void anEncryptedConnectionNeedsACertificateThatIsTrustedAndNamesTheServer(@TempDir Path folder) throws Exception {
        try (var server = new FakeServer(0, certified(folder, "ip:127.0.0.1"))) {
            signIn("https://127.0.0.1:" + server.port(), FakeServer.PASSWORD, null);
            assertThat(becomes(Kind.WAITING).why()).isEqualTo("certificate");
            session.close();
            signIn("https://127.0.0.1:" + server.port(), FakeServer.PASSWORD, folder.resolve("server.pem"));
            becomes(Kind.CONNECTED);
        }
    }

    @Test
    void aCertificateOfAnotherServerIsNotTaken(@TempDir Path folder) throws Exception {
        try (var server = new FakeServer(0, certified(folder, "dns:ringbook.example.org"))) {
            signIn("https://127.0.0.1:" + server.port(), FakeServer.PASSWORD, folder.resolve("server.pem"));
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
