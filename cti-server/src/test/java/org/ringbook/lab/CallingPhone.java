package org.ringbook.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A telephone that places one call; without more words it stays until the other side hangs up. */
public final class CallingPhone extends Telephone<CallingPhone> {

    private final int port;
    private final String number;
    private String from;
    private String headers = "";
    private Duration givesUpAfter;

    CallingPhone(AsteriskLab lab, Path folder, String name, String address, int port, String number, String from) {
        super(lab, folder, name, address);
        this.port = port;
        this.number = number;
        this.from = "<sip:" + from + "@" + address + ">";
    }

    /** Sends no number: the caller withholds it. */
    public CallingPhone withheld() {
        from = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
        headers = "Privacy: id\n";
        return this;
    }

    /** Hangs up while it still rings there, after a time without a word from there. */
    public CallingPhone givesUpAfter(Duration time) {
        givesUpAfter = time;
        return this;
    }

    @Override
    CallingPhone self() {
        return this;
    }

    @Override
    String scenario(Path voice) {
        return Scenario.caller(voice, from, headers, givesUpAfter, steps);
    }

    @Override
    List<String> arguments() {
        return List.of("-s", number, "-m", "1");
    }

    @Override
    int port() {
        return port;
    }
}
