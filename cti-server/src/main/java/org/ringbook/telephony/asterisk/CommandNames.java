package org.ringbook.telephony.asterisk;

import java.util.Locale;
import java.util.Map;

/** Asterisk-Java writes the names of headers in lower case; the rights are told by names as Asterisk writes them. */
final class CommandNames {

    private static final Map<String, String> AS_ASTERISK_WRITES = Map.of(
            "moduleload", "ModuleLoad",
            "atxfer", "Atxfer",
            "queuepause", "QueuePause",
            "userevent", "UserEvent",
            "command", "Command",
            "updateconfig", "UpdateConfig",
            "originate", "Originate",
            "corestatus", "CoreStatus");

    private CommandNames() {}

    static AmiMessage message(String lines) {
        var text = new StringBuilder();
        lines.lines().forEach(line -> {
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            text.append(AS_ASTERISK_WRITES.getOrDefault(name.toLowerCase(Locale.ROOT), name))
                    .append(": x\r\n");
        });
        return AmiMessage.of(text.toString());
    }
}
