package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** An administrator finds the same accounts in the manuals, in the sample PBX, and in what the server prints. */
class StanzasOfTheManualTest {

    /** All settings as they are by themselves, but for the command account. */
    private static final AsteriskSettings.Pbx SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("pbx.command-user", "ringbook-commands")))
            .bindOrCreate("pbx", AsteriskSettings.Pbx.class);

    private static final String PRINTED = AmiRights.stanzas(SETTINGS, "192.0.2.1");

    @ParameterizedTest
    @ValueSource(strings = {"../docs/asterisk.md", "../docs/asterisk.ru.md"})
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
