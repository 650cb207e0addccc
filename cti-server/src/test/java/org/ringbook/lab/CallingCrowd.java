package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A telephone that places one call after another, at a steady rate, however long they last; each has a number of its own. */
public final class CallingCrowd extends Telephone<CallingCrowd> {

    private final int port;
    private final String from;
    private final String dialled;
    private final List<String> numbers;
    private Duration every = Duration.ofSeconds(1);
    private Duration givesUpAfter;

    /** @param from as is {@code dialled}: a number, or {@code [field0]} for the next one of the numbers */
    CallingCrowd(
            AsteriskLab lab,
            Path folder,
            String name,
            String address,
            int port,
            String from,
            String dialled,
            List<String> numbers) {
        super(lab, folder, name, address);
        this.port = port;
        this.from = "<sip:" + from + "@" + address + ">";
        this.dialled = dialled;
        this.numbers = numbers;
        silent();
    }

    public CallingCrowd oneCallEvery(Duration time) {
        every = time;
        return this;
    }

    /** Each hangs up while it still rings there, after a time without a word from there. */
    public CallingCrowd givesUpAfter(Duration time) {
        givesUpAfter = time;
        return this;
    }

    /** Places no more calls; those that go on go on. */
    public void callsNoMore() {
        signal("USR1");
    }

    @Override
    CallingCrowd self() {
        return this;
    }

    @Override
    String scenario(Path voice) {
        return Scenario.caller(voice, from, "", givesUpAfter, steps).replace("[service]", dialled);
    }

    @Override
    List<String> arguments() {
        try {
            Files.writeString(file(".csv"), "SEQUENTIAL\n" + String.join(";\n", numbers) + ";\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "-inf",
                file(".csv").toString(),
                "-r",
                "1",
                "-rp",
                String.valueOf(every.toMillis()),
                "-m",
                String.valueOf(numbers.size()),
                "-l",
                "1000",
                "-watchdog_interval",
                "0");
    }

    @Override
    int port() {
        return port;
    }
}
