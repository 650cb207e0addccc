package org.ringbook.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.agent.settings.CommandLine.Task;

class SettingsTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("ringbook-agent.properties");
    }

    @Test
    void theFirstStartWritesACommentedFileAndUsesTheDefaults() throws Exception {
        var settings = new SettingsFile(folder).read(Map.of());
        assertThat(settings)
                .isEqualTo(new Settings(
                        null,
                        null,
                        "auto",
                        "auto",
                        "bottom-right",
                        null,
                        100,
                        null,
                        null,
                        "rtp",
                        "files",
                        AudioSettings.DEFAULT));
        assertThat(Files.readString(file()))
                .contains("# server =", "# history = 100")
                .doesNotContain("password =");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        Files.writeString(file(), "server = https://one\nlogin = Анна\ntheme=dark\n");
        var settings = new SettingsFile(folder).read(Map.of("server", "https://two"));
        assertThat(settings.server()).isEqualTo("https://two");
        assertThat(settings.login()).isEqualTo("Анна");
        assertThat(settings.theme()).isEqualTo("dark");
    }

    @Test
    void rememberingKeepsTheComments() throws Exception {
        var file = new SettingsFile(folder);
        file.read(Map.of());
        file.remember("https://ringbook.example.org", "anna$1\\x");
        file.remember("https://ringbook.example.org:8443", "anna$1\\x");
        var again = file.read(Map.of());
        assertThat(again.server()).isEqualTo("https://ringbook.example.org:8443");
        assertThat(again.login()).isEqualTo("anna$1\\x");
        assertThat(Files.readString(file()))
                .contains("# Your name for sign-in.")
                .containsOnlyOnce("\nserver =");
    }

    @Test
    void aValueThatCannotBeMeantIsNamedWithThosePossible() throws Exception {
        Files.writeString(file(), "theme = pink\n");
        assertThatThrownBy(() -> new SettingsFile(folder).read(Map.of()))
                .isInstanceOf(SettingsFile.BadSetting.class)
                .hasMessage("theme = pink")
                .extracting("expected")
                .isEqualTo("auto, dark, light");
        Files.writeString(file(), "history = lots\n");
        assertThatThrownBy(() -> new SettingsFile(folder).read(Map.of())).hasMessage("history = lots");
        Files.writeString(file(), "certificate = " + file() + "\n");
        assertThatThrownBy(() -> new SettingsFile(folder).read(Map.of()))
                .message()
                .startsWith("certificate = ");
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> new SettingsFile(folder).read(Map.of())).isInstanceOf(SettingsFile.BadSetting.class);
    }

    @Test
    void theCommandLineIsUnderstood() {
        assertThat(CommandLine.of(List.of()).task()).isEqualTo(Task.WINDOW);
        assertThat(CommandLine.of(List.of("--headless", "--server", "a", "--login=b")))
                .isEqualTo(new CommandLine(Task.HEADLESS, Map.of("server", "a", "login", "b"), null, null, false));
        assertThat(CommandLine.of(List.of("call", "+7916")).number()).isEqualTo("+7916");
        assertThat(CommandLine.of(List.of("call", "tel:+7916")).number()).isEqualTo("tel:+7916");
        assertThat(CommandLine.of(List.of("tel:+7916")).task()).isEqualTo(Task.CALL);
        assertThat(CommandLine.of(List.of("CallTo:+7916")).task()).isEqualTo(Task.CALL);
        assertThat(CommandLine.of(List.of("--settings", "x")).folder()).isEqualTo("x");
        for (var wrong : List.of(List.of("call"), List.of("--server"), List.of("--password", "x"), List.of("ring"))) {
            assertThatThrownBy(() -> CommandLine.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everySystemHasItsOwnPlaceForSettings() {
        assertThat(UserFolder.of("Linux", "/home/a", Map.of())).isEqualTo(Path.of("/home/a/.config/ringbook-agent"));
        assertThat(UserFolder.of("Linux", "/home/a", Map.of("XDG_CONFIG_HOME", "/c")))
                .isEqualTo(Path.of("/c/ringbook-agent"));
        assertThat(UserFolder.of("Windows 11", "/u", Map.of("APPDATA", "/r"))).isEqualTo(Path.of("/r/Ringbook"));
        assertThat(UserFolder.of("Mac OS X", "/u", Map.of()))
                .isEqualTo(Path.of("/u/Library/Application Support/Ringbook"));
    }

    @Test
    void howTheTelephoneSoundsIsKept() throws Exception {
        var file = new SettingsFile(folder);
        file.read(Map.of());
        file.remember(new AudioSettings("Headset [hw:1,0]", "", "Speakers", "chime", 35));
        file.rememberTelephone("101@pbx.example.org", "101", null);
        var again = file.read(Map.of());
        assertThat(again.sound()).isEqualTo(new AudioSettings("Headset [hw:1,0]", "", "Speakers", "chime", 35));
        assertThat(again.sip()).isEqualTo("101@pbx.example.org");
        assertThatThrownBy(() -> file.read(Map.of("ring-volume", "101"))).hasMessageContaining("ring-volume = 101");
    }

    @Test
    void aKeyOfTheDesktopCommandsTheRunningProgram() {
        assertThat(CommandLine.of(List.of("answer")).task()).isEqualTo(Task.COMMAND);
        assertThat(CommandLine.of(List.of("hang-up")).number()).isEqualTo("hang-up");
    }
}
