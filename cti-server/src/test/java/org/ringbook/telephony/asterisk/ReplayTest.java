package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file as support gets it, and what is printed of it. */
class ReplayTest {

    private static final String CASE = "/cases/asterisk-22/in_direct_answered_caller_hangs_up/";

    @TempDir
    private Path folder;

    private String capture;
    private String out;
    private String err;
    private int code;

    @BeforeEach
    void aCallToAnna() throws Exception {
        capture = of("messages.ami");
    }

    private static String of(String file) throws Exception {
        return Files.readString(
                Path.of(ReplayTest.class.getResource(CASE + file).toURI()));
    }

    private void replayed(String text, Charset charset, String... options) throws IOException {
        Path file = Files.write(folder.resolve("from-support.txt"), text.getBytes(charset));
        run(file.toString(), options);
    }

    private void run(String file, String... options) {
        var printed = new ByteArrayOutputStream();
        var remarked = new ByteArrayOutputStream();
        var args = new java.util.ArrayList<>(List.of(file, "--trunk", "PJSIP/carrier"));
        args.addAll(List.of(options));
        code = new Replay()
                .run(
                        args,
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        new PrintStream(remarked, true, StandardCharsets.UTF_8));
        out = printed.toString(StandardCharsets.UTF_8);
        err = remarked.toString(StandardCharsets.UTF_8);
    }

    private void tellsOfAnna() {
        assertThat(err).isEmpty();
        assertThat(out.lines()).hasSize(1);
        assertThat(out).contains("\"direction\":\"inbound\"", "\"answeredBy\":[\"101\"]", "+79161112233");
        assertThat(code).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void anEditorSavedItInItsOwnWay(String charset) throws IOException {
        replayed(capture, Charset.forName(charset));
        tellsOfAnna();
    }

    @Test
    void itBeginsWithTheMarkOfAnEditor() throws IOException {
        replayed("\uFEFF" + capture, StandardCharsets.UTF_8);
        tellsOfAnna();
    }

    @ParameterizedTest
    @ValueSource(strings = {"    ", "\t", "> ", ">> ", " | "})
    void itWasCopiedOutOfAChat(String before) throws IOException {
        replayed(capture.lines().map(line -> before + line).collect(Collectors.joining("\n")), StandardCharsets.UTF_8);
        tellsOfAnna();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cel.csv", "cdr.csv"})
    void ofCelAndCdrItMakesTheCallAsWell(String file) throws Exception {
        replayed(of(file), StandardCharsets.UTF_8, "--time-zone", "UTC");
        tellsOfAnna();
        assertThat(out).contains("\"holdSeconds\":null", "\"healed\":true");
    }

    @Test
    void aBrokenLineTakesNoOtherWithIt() throws Exception {
        replayed("\"HANGUP\",\"broken\n" + of("cel.csv") + "\"HANGUP\",\"half of\" a line", StandardCharsets.UTF_8);
        assertThat(out).contains("\"answeredBy\":[\"101\"]");
        assertThat(err).contains("lines were passed over");
        assertThat(code).isZero();
    }

    /** As a database exports its table: names first, and other separators. */
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aTableWasExported(String separator) throws IOException {
        replayed(
                String.join(
                                separator,
                                "calldate",
                                "clid",
                                "src",
                                "dst",
                                "dcontext",
                                "channel",
                                "dstchannel",
                                "lastapp",
                                "lastdata",
                                "duration",
                                "billsec",
                                "disposition",
                                "uniqueid")
                        + "\r\n"
                        + String.join(
                                separator,
                                "2026-11-23 12:00:00",
                                "",
                                "89161112233",
                                "74957770001",
                                "from-trunk",
                                "PJSIP/carrier-00000001",
                                "PJSIP/101-00000002",
                                "Dial",
                                "PJSIP/101",
                                "20",
                                "12",
                                "ANSWERED",
                                "1795435200.1")
                        + "\r\n",
                StandardCharsets.UTF_16LE,
                "--time-zone",
                "Europe/Moscow");
        tellsOfAnna();
        assertThat(out).contains("\"startedAt\":\"2026-11-23T09:00:00Z\"", "\"talkSeconds\":12.000");
    }

    private void saysWhy(String... words) {
        assertThat(out).isEmpty();
        assertThat(err).contains(words);
        assertThat(code).isEqualTo(1);
    }

    @Test
    void itIsNoCaptureAtAll() throws IOException {
        replayed("Dear support, see the attachment.\n", StandardCharsets.UTF_8);
        saysWhy("No call came of", "holds no AMI event");
    }

    @Test
    void itIsEmpty() throws IOException {
        replayed("", StandardCharsets.UTF_8);
        saysWhy("No call came of", "holds no AMI event");
    }

    @Test
    void theAccountMayNotHearOfCalls() throws IOException {
        replayed("Event: FullyBooted\r\n\r\nEvent: PeerStatus\r\n\r\n", StandardCharsets.UTF_8);
        saysWhy("none of its 2 messages tells of a call", "FullyBooted, PeerStatus", "manager.conf");
    }

    @Test
    void nobodyCalledAnybody() throws IOException {
        replayed(
                "Event: Newchannel\r\nChannel: PJSIP/101-1\r\nUniqueid: 1.1\r\nChannelState: 4\r\n\r\n",
                StandardCharsets.UTF_8);
        saysWhy("nobody who called anybody");
    }

    @Test
    void theRecordsHaveNoIdsOfChannels() throws IOException {
        String row =
                "\"\",\"79161112233\",\"74957770001\",\"from-trunk\",\"\",\"PJSIP/carrier-1\",\"PJSIP/101-2\",\"Dial\","
                        + "\"PJSIP/101\",\"2026-11-23 12:00:00\",\"2026-11-23 12:00:05\",\"2026-11-23 12:00:09\",\"9\",\"4\","
                        + "\"ANSWERED\",\"DOCUMENTATION\"\n";
        replayed(row, StandardCharsets.UTF_8);
        saysWhy("loguniqueid", "0 rows of CDR");
    }

    @Test
    void thereIsNoSuchFile() {
        run(folder.resolve("nothing.ami").toString());
        saysWhy("there is no such file");
    }
}
