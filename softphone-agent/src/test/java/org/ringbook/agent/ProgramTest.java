package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.sip.SmallPbx;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as it is started on a desk, in a process of its own. */
class ProgramTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final List<Process> started = new ArrayList<>();
    private String sipPassword;

    @AfterEach
    void everythingEnds() {
        started.forEach(Process::destroy);
        server.close();
    }

    /** Without what only the tests need: with SLF4J beside it, Netty would say on the output that it has no log. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process start(String password, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                classPath(),
                RingbookAgent.class.getName(),
                "--settings",
                folder.toString(),
                "--language",
                "ru"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().remove("RINGBOOK_AGENT_PASSWORD");
        if (password != null) {
            builder.environment().put("RINGBOOK_AGENT_PASSWORD", password);
        }
        builder.environment().remove("RINGBOOK_SIP_PASSWORD");
        if (sipPassword != null) {
            builder.environment().put("RINGBOOK_SIP_PASSWORD", sipPassword);
        }
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private record Ended(int code, String out, String err) {}

    private Ended run(String password, String... words) throws Exception {
        Process process = start(password, words);
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip(),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private Ended call(String password, String number) throws Exception {
        return run(password, "--server", server.address(), "--login", "anna", "call", number);
    }

    @Test
    void aNumberIsDialledFromTheCommandLine() throws Exception {
        var ended = call(FakeServer.PASSWORD, "+7 (916) 111-22-33");
        assertThat(ended).isEqualTo(new Ended(0, "Звоним +79161112233 с 101. Снимите трубку.", ""));
        server.receives("hello");
        assertThat(server.receives("dial").get("to").stringValue()).isEqualTo("+79161112233");
    }

    @Test
    void whyANumberIsNotDialledIsSaid() throws Exception {
        assertThat(call("wrong", "112")).isEqualTo(new Ended(4, "", "Неверный логин или пароль."));
        assertThat(call(FakeServer.PASSWORD, "tel:*72"))
                .isEqualTo(new Ended(2, "", "Такой номер набрать нельзя: tel:*72"));
        assertThat(call(null, "112").code()).isEqualTo(2);
        assertThat(run("x", "call", "112").err()).contains("--server");
        assertThat(run("x", "--password", "x").code()).isEqualTo(2);
        var dead = run("x", "--server", "http://127.0.0.1:9", "--login", "anna", "call", "112");
        assertThat(dead).isEqualTo(new Ended(3, "", "сервер не отвечает"));
    }

    @Test
    void withoutAWindowCallsAreLinesOfJson() throws Exception {
        Process program = start(FakeServer.PASSWORD, "--headless", "--server", server.address(), "--login", "anna");
        var lines = linesOf(program);
        var commands = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(until(lines, "welcome").get("person").get("name").stringValue())
                .isEqualTo("Анна Петрова");
        server.receives("hello");

        server.sendsExample("server-pop-up");
        assertThat(until(lines, "pop-up")).isEqualTo(JSON.readTree(Examples.text("server-pop-up")));

        commands.println("{\"type\":\"dial\",\"requestId\":\"r1\",\"to\":\"tel:+79161112233\"}");
        assertThat(server.receives("dial").get("to").stringValue()).isEqualTo("+79161112233");
        assertThat(until(lines, "dial-accepted").get("requestId").stringValue()).isEqualTo("r1");

        commands.println("{\"type\":\"dismiss\",\"callId\":\"01973a10-0000-7000-8000-000000000001\"}");
        server.receives("dismissed");
        commands.println("{\"type\":\"presence\",\"state\":\"away\"}");
        server.receives("presence");
        commands.println("nonsense");
        assertThat(until(lines, "error").get("code").stringValue()).isEqualTo("garbage");

        server.ringing = true;
        server.hangsUp();
        assertThat(until(lines, "session").get("state").stringValue()).isEqualTo("waiting");
        assertThat(until(lines, "line").get("state").stringValue()).isEqualTo("waiting");
        assertThat(until(lines, "ringing-now").get("cards")).hasSize(1);

        commands.println("{\"type\":\"quit\"}");
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
    }

    @Test
    void withAnAccountOfAPbxItIsATelephone() throws Exception {
        try (var pbx = new SmallPbx();
                var boris = new Desk(pbx.address("102"), "secret").registers()) {
            sipPassword = "secret";
            Process program = start(null, "--headless", "--sip", pbx.address("101"));
            var lines = linesOf(program);
            var commands = new PrintStream(program.getOutputStream(), true, StandardCharsets.UTF_8);
            JsonNode registered = until(lines, "registration");
            while (!registered.get("state").stringValue().equals("registered")) {
                registered = until(lines, "registration");
            }
            commands.println("{\"type\":\"dial\",\"to\":\"102\"}");
            boris.call("ringing");
            boris.does("answer call=c1").call("talking");
            commands.println("{\"type\":\"quit\"}");
            boris.ended("hung_up_there");
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
            assertThat(pbx.knows("101")).isFalse();
        }
    }

    @Test
    void anAccountThatIsNoneIsSaidAtOnce() throws Exception {
        sipPassword = "secret";
        var ended = run(null, "--headless", "--sip", "101 at the office");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("101 at the office").doesNotContain("secret");
        sipPassword = null;
        assertThat(run(null, "--headless", "--sip", "101@127.0.0.1").err()).contains("RINGBOOK_SIP_PASSWORD");
    }

    private static BlockingQueue<JsonNode> linesOf(Process program) {
        var lines = new LinkedBlockingQueue<JsonNode>();
        var reader = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        var thread = new Thread(() -> reader.lines().forEach(line -> lines.add(JSON.readTree(line))));
        thread.setDaemon(true);
        thread.start();
        return lines;
    }

    private static JsonNode until(BlockingQueue<JsonNode> lines, String type) throws InterruptedException {
        JsonNode next = lines.poll(30, TimeUnit.SECONDS);
        while (next != null && !next.path("type").asString("").equals(type)) {
            next = lines.poll(30, TimeUnit.SECONDS);
        }
        assertThat(next).as(type).isNotNull();
        return next;
    }
}
