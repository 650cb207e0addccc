package org.ringbook.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ringbook.agent.audio.Tones;

/** baresip as somebody has it on the machine, in a process of its own: it registers, dials, and says what a file says. */
final class Baresip implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/baresip");
    private static final Path MODULES = Path.of("/usr/lib/baresip/modules");

    private final Path home = Files.createTempDirectory("baresip");
    private final Process process;

    /** @param address with its PBX @param dials whom @param seconds that it has something to say */
    Baresip(String address, String password, String dials, int seconds) throws Exception {
        Path says = home.resolve("says.wav");
        Tones.wav(says, 8000, Tones.tone(440, 8000, seconds));
        Files.writeString(
                home.resolve("accounts"), "<sip:" + address + ">;auth_pass=" + password + ";audio_codecs=pcma\n");
        Files.writeString(
                home.resolve("config"),
                String.join(
                        "\n",
                        "sip_listen 127.0.0.1:0",
                        "module_path " + MODULES,
                        "module g711.so",
                        "module aufile.so",
                        "module aubridge.so",
                        "module_tmp account.so",
                        "module_app menu.so",
                        "audio_source aufile," + says,
                        "audio_player aubridge,nobody",
                        "audio_alert aubridge,nobody",
                        ""));
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-f",
                        home.toString(),
                        "-e",
                        "/dial sip:" + dials + address.substring(address.indexOf('@')))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
    }

    static boolean isHere() {
        return Files.isExecutable(PROGRAM) && Files.isDirectory(MODULES);
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor(5, TimeUnit.SECONDS);
        process.destroyForcibly();
    }
}
