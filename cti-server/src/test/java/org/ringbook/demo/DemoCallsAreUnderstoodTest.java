package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.telephony.asterisk.Replay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo plays is what Ringbook reads out of it, by the same way that a captured Asterisk takes. */
class DemoCallsAreUnderstoodTest {

    /** Direction, result, reason, who rang, who answered, who ended it. */
    private static final Map<String, String> READ = Map.ofEntries(
            Map.entry("caller ends", "inbound answered - [101] [101] external"),
            Map.entry("agent ends", "inbound answered - [101] [101] agent"),
            Map.entry("abandoned", "inbound missed abandoned [101] [] external"),
            Map.entry("rang out", "inbound missed rang_out [101] [] system"),
            Map.entry("agent presses reject and the telephone says busy", "inbound missed rejected [101] [] agent"),
            Map.entry("group", "inbound answered - [101, 102] [102] external"),
            Map.entry("hunt", "inbound answered - [101, 102] [102] external"),
            Map.entry("queue answered", "inbound answered - [101, 102, 104] [102] external"),
            Map.entry("queue abandoned", "inbound missed abandoned [101, 102, 104] [] external"),
            Map.entry("queue rang out", "inbound missed rang_out [101, 102, 104] [] system"),
            Map.entry("blind transfer", "inbound answered - [101, 102] [101, 102] external"),
            Map.entry("blind transfer given up", "inbound answered - [101, 102] [101] external"),
            Map.entry("queue, then blind transfer", "inbound answered - [101, 102, 104] [101, 102] agent"),
            Map.entry("attended transfer", "inbound answered - [101, 102] [101, 102] external"),
            Map.entry("attended transfer, colleague ends", "inbound answered - [101, 102] [101, 102] agent"),
            Map.entry("caller leaves in consultation", "inbound answered - [101, 102] [101, 102] external"),
            Map.entry("hold", "inbound answered - [101] [101] external"),
            Map.entry("withheld", "inbound answered - [101] [101] external"),
            Map.entry("we call", "outbound answered - [+79161112233] [+79161112233] agent"),
            Map.entry("we call, they end", "outbound answered - [+79161112233] [+79161112233] external"),
            Map.entry("we call, busy", "outbound busy - [+79161112233] [] external"),
            Map.entry("we call and give up", "outbound no_answer cancelled [+79161112233] [] agent"),
            Map.entry("colleagues", "internal answered - [102] [102] agent"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> eachKindOfCallComesOutAsItWasPlayed() {
        return DemoScripts.ALL.entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getKey(),
                        () -> assertThat(calls(DemoStream.of(kind.getValue())))
                                .singleElement()
                                .extracting(DemoCallsAreUnderstoodTest::words)
                                .isEqualTo(READ.get(kind.getKey()))));
    }

    @Test
    void everyCallOfADayIsOneCallAndComesToItsEnd() throws Exception {
        var day = DemoStream.day(11, 6, Duration.ofHours(1));
        var begun = day.events().stream()
                .filter(event -> event.name.equals("Newchannel"))
                .filter(event -> event.headers.get("Uniqueid").equals(event.headers.get("Linkedid")))
                .count();

        var calls = calls(day);

        assertThat(calls)
                .hasSize((int) begun)
                .allSatisfy(call -> assertThat(call.path("state").asString()).isEqualTo("ended"));
    }

    private List<JsonNode> calls(DemoStream stream) throws Exception {
        var file = Files.createTempFile(folder, "demo", ".ami");
        Files.writeString(file, stream.text());
        var out = new ByteArrayOutputStream();
        var exit = new Replay()
                .run(
                        List.of(file.toString(), "--trunk", DemoPbx.TRUNK),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err);
        assertThat(exit).isZero();
        var json = new JsonMapper();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(json::readTree)
                .toList();
    }

    private static String words(JsonNode call) {
        return String.join(
                " ",
                call.path("direction").asString(),
                call.path("result").asString(),
                call.path("reason").asString("-"),
                all(call.path("rang")),
                all(call.path("answeredBy")),
                call.path("endedBy").asString());
    }

    private static String all(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList().toString();
    }
}
