package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringbook.numbers.DialFormat;

/** An administrator finds the same accounts in the manuals, in the sample PBX, and in what the server prints. */
class StanzasOfTheManualTest {

    private static final String PRINTED = AmiRights.stanzas(
            new AsteriskSettings.Pbx(
                    "192.0.2.10",
                    5038,
                    "ringbook",
                    "",
                    "ringbook-commands",
                    "",
                    List.of(),
                    Map.of(),
                    "PJSIP/{extension}",
                    "from-internal",
                    25,
                    Duration.ofSeconds(5),
                    DialFormat.NATIONAL),
            null);

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../README.ru.md"})
    void theManualHasThemWordForWord(String manual) throws IOException {
        assertThat(Files.readString(Path.of(manual))).contains("```ini\n" + PRINTED + "```\n");
    }

    @Test
    void theSamplePbxHasThem() throws IOException {
        String sample = withoutComments(Files.readString(Path.of("../docker/asterisk/manager.conf")))
                .replace("@LISTEN_SECRET@", "the secret that stands in Ringbook's settings")
                .replace("@COMMAND_SECRET@", "the command secret that stands in Ringbook's settings")
                .replace("@RINGBOOK_ADDRESS@", "192.0.2.1");
        String accounts = PRINTED.substring(PRINTED.indexOf("[ringbook]"));
        assertThat(sample).contains("timestampevents = yes").endsWith(accounts);
    }

    private static String withoutComments(String text) {
        return text.lines().filter(line -> !line.startsWith(";")).collect(Collectors.joining("\n", "", "\n"));
    }
}
