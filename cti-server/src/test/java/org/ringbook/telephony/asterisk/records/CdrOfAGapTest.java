package org.ringbook.telephony.asterisk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CDR has a call when it is over, and a gap may end long before. */
class CdrOfAGapTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String MARIA = "1795435200.1";

    @TempDir
    private Path folder;

    private CallRecords records;

    @BeforeEach
    void anEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("Master.csv"));
        records = CallRecords.of(new RecordsSettings("", file.toString(), "", "", "", "", "", "", "UTC"));
    }

    private void row(String uniqueid, String channel, String to, int start, int answer, int end) throws IOException {
        row(uniqueid, channel, to, start, time(answer), end, "ANSWERED");
    }

    private void row(String uniqueid, String channel, String to, int start, String answer, int end, String how)
            throws IOException {
        String line = "\"\",\"79161112233\",\"74957770001\",\"from-trunk\",\"\",\"" + channel + "\",\"" + to
                + "\",\"Dial\",\"PJSIP/101\",\"" + time(start) + "\",\"" + answer + "\",\"" + time(end)
                + "\",\"1\",\"1\",\"" + how + "\",\"DOCUMENTATION\",\"" + uniqueid + "\",\"\",\"" + MARIA
                + "\",\"1\"\n";
        Files.writeString(folder.resolve("Master.csv"), line, java.nio.file.StandardOpenOption.APPEND);
    }

    private static String time(int seconds) {
        return NOON.plusSeconds(seconds).toString().replace('T', ' ').replace("Z", "");
    }

    private List<String> told(int from, int to, int now, Set<String> known) throws IOException {
        return records
                .between(
                        NOON.plusSeconds(from),
                        NOON.plusSeconds(to),
                        NOON.plusSeconds(now),
                        known::contains,
                        (name, then) -> name.contains("101") ? "1795435200.2" : null)
                .reported()
                .stream()
                .map(one -> one.text().lines().findFirst().orElseThrow().substring("Event: ".length()) + " "
                        + (one.at().getEpochSecond() - NOON.getEpochSecond()))
                .toList();
    }

    @Test
    void annaAnswersInTheGapAndSpeaksForAnHour() throws IOException {
        row(MARIA, "PJSIP/carrier-00000001", "PJSIP/101-00000002", 0, 10, 3600);
        Set<String> known = Set.of(MARIA, "1795435200.2");

        assertThat(told(5, 20, 110, known)).as("what is written after it").isEmpty();
        assertThat(told(5, 20, 3605, known))
                .as("what was heard live is not told again")
                .containsExactly("DialEnd 10", "BridgeEnter 10", "BridgeEnter 10");
    }

    /** Of Maria's first conversation the row is written when she is handed on; of the second one at its end, in the gap. */
    @Test
    void aCallThatEndsInTheGapIsToldFromItsFirstRowOn() throws IOException {
        row(MARIA, "PJSIP/carrier-00000001", "PJSIP/101-00000002", 0, 10, 300);
        row("1795435200.4", "Local/102@internal-00000001;2", "PJSIP/102-00000003", 200, 205, 600);

        assertThat(told(590, 610, 620, Set.of())).startsWith("Newchannel 0").contains("Newchannel 200");
    }

    @Test
    void annaWasBusyAtOnceOrHeardItRingAndDeclined() throws IOException {
        row(MARIA, "PJSIP/carrier-00000001", "PJSIP/101-00000002", 0, "", 1, "BUSY");
        row("1795435200.5", "PJSIP/carrier-00000005", "PJSIP/101-00000006", 20, "", 28, "BUSY");
        assertThat(told(0, 30, 40, Set.of())).doesNotContain("DialState 0").contains("DialState 20");
    }
}
