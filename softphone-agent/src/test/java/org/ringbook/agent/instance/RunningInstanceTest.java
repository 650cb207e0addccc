package org.ringbook.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningInstanceTest {

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private String answer(String question) {
        asked.add(question);
        return "0 Звоним";
    }

    @Test
    void theSecondStartAsksTheFirst() throws Exception {
        try (var first = RunningInstance.become(folder, this::answer).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(RunningInstance.become(folder, this::answer)).isEmpty();
            assertThat(RunningInstance.ask(folder, "call +79161112233")).contains("0 Звоним");
            assertThat(asked).containsExactly("call +79161112233");
        }
        assertThat(RunningInstance.ask(folder, "show")).isEmpty();
        RunningInstance.become(folder, this::answer).orElseThrow().close();
    }

    @Test
    void aCallThatWaitsForItsAnswerHoldsNoOtherCommand() throws Exception {
        var wait = new CountDownLatch(1);
        UnaryOperator<String> answers = question -> {
            if (question.startsWith("call")) {
                try {
                    wait.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return "0 " + question;
        };
        try (var first = RunningInstance.become(folder, answers).orElseThrow()) {
            assertThat(first).isNotNull();
            var call = CompletableFuture.supplyAsync(() -> RunningInstance.ask(folder, "call 102"));
            assertThat(RunningInstance.ask(folder, "do hang-up")).contains("0 do hang-up");
            assertThat(call).isNotDone();
            wait.countDown();
            assertThat(call.get()).contains("0 call 102");
        }
    }

    @Test
    void whoDoesNotKnowTheSecretIsNotHeard() throws Exception {
        try (var first = RunningInstance.become(folder, this::answer).orElseThrow()) {
            assertThat(first).isNotNull();
            int port =
                    Integer.parseInt(Files.readString(folder.resolve("running")).split(" ")[0]);
            for (String said :
                    List.of("call 112\n", "0".repeat(64) + " call 112\n", "x".repeat(100_000) + "\n", "\n")) {
                try (var stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    stranger.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                    assertThat(endOf(stranger)).isTrue();
                }
            }
            assertThat(asked).isEmpty();
            assertThat(RunningInstance.ask(folder, "show")).isPresent();
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.io.IOException reset) {
            return true;
        }
    }

    @Test
    void theSecretIsForThisUserOnly() throws Exception {
        try (var first = RunningInstance.become(folder, this::answer).orElseThrow()) {
            assertThat(first).isNotNull();
            var file = folder.resolve("running");
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFileThatACrashLeftBehindLeadsNowhereAndHarmsNothing() throws Exception {
        Files.writeString(folder.resolve("running"), "1 deadbeef\n");
        assertThat(RunningInstance.ask(folder, "show")).isEmpty();
        Files.writeString(folder.resolve("running"), "nonsense");
        assertThat(RunningInstance.ask(folder, "show")).isEmpty();
        RunningInstance.become(folder, this::answer).orElseThrow().close();
    }
}
