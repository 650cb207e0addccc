package org.ringbook.flights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flight in {@code cases/flights} is a case: its messages make the call that stands in it. */
class FlightCasesTest {

    @TempDir
    Path folder;

    static List<Path> flights() throws Exception {
        try (Stream<Path> files = Files.list(
                Path.of(FlightCasesTest.class.getResource("/cases/flights").toURI()))) {
            return files.filter(file -> file.toString().endsWith(FlightFile.ENDING))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("flights")
    void theMessagesOfTheFlightMakeTheCallThatStandsInIt(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Flight flight = FlightFile.read(in);
            Flight.Replayed again = flight.replay();
            assertThat(again.differences()).isEmpty();
            assertThat(again.call().id()).isEqualTo(flight.call().id());
        }
    }

    @Test
    void replaySaysSameOrWhatIsNot() throws Exception {
        Path flight = flights().get(0);
        assertThat(replay(flight)).isEqualTo("0 same\n");

        Path other = folder.resolve("other.jsonl");
        Files.writeString(other, Files.readString(flight).replace("\"result\":\"answered\"", "\"result\":\"missed\""));
        assertThat(replay(other)).isEqualTo("1 result: missed -> answered\n");
    }

    @Test
    void aFileThatIsCutOffOrOfAnotherKindIsRefusedInWords() throws Exception {
        String whole = Files.readString(flights().get(0));
        assertThat(replay(file(whole.substring(0, whole.indexOf('\n') + 1))))
                .contains("1 Cannot replay", "it has no call");
        assertThat(replay(file(whole.substring(0, whole.length() - 100)))).contains("1 Cannot replay", "Line ");
        assertThat(replay(file(whole.replace("\"flight\":1", "\"flight\":9"))))
                .contains("this Ringbook reads version 1");
        assertThat(replay(file(whole.replace("\"kind\":\"asterisk\"", "\"kind\":\"tin\""))))
                .contains("reads no messages of the kind \"tin\"");
        assertThat(replay(file(whole.replaceFirst("\"trunks\":\\[[^]]*]", "\"trunks\":7"))))
                .contains("\"trunks\" must be a list");
        assertThat(new FlightReplay().takes(List.of(folder.resolve("none").toString())))
                .isFalse();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("broken" + FlightFile.ENDING), text);
    }

    private static String replay(Path file) {
        var command = new FlightReplay();
        assertThat(command.takes(List.of(file.toString()))).isTrue();
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return command.run(List.of(file.toString()), out, out) + " " + said.toString(StandardCharsets.UTF_8);
    }
}
