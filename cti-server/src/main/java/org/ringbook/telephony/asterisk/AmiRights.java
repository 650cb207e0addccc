package org.ringbook.telephony.asterisk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the two accounts may do, and what an administrator should change about it. Pure.
 *
 * <p>Asterisk tells no account its rights. What it may command shows in the list of commands, which holds only those
 * that it may use; what it may hear shows in the class that every event names.
 */
final class AmiRights {

    /** A command that only this class of rights allows. */
    private static final Map<String, String> SHOWS = new LinkedHashMap<>();

    static {
        SHOWS.put("ModuleLoad", "system");
        SHOWS.put("Atxfer", "call");
        SHOWS.put("QueuePause", "agent");
        SHOWS.put("UserEvent", "user");
        SHOWS.put("Command", "command");
        SHOWS.put("UpdateConfig", "config");
        SHOWS.put("Originate", "originate");
    }

    /** Classes of events that Ringbook reads. */
    static final Set<String> HEARS = Set.of("system", "call", "agent", "cdr", "user");

    /** Useful to some, but each doubles the traffic or more. */
    private static final Set<String> NOT_NEEDED = Set.of(
            "dialplan", "dtmf", "reporting", "agi", "security", "cc", "aoc", "test", "verbose", "log", "command");

    private static final Set<String> COMMANDS_NEED = Set.of("call", "originate");
    private static final Set<String> COMMANDS_MAY = Set.of("call", "originate", "agent", "reporting");

    private AmiRights() {}

    /** The write rights that a list of commands shows. */
    static Set<String> write(AmiMessage listOfCommands) {
        var rights = new TreeSet<String>();
        Set<String> commands = listOfCommands.headers().keySet();
        SHOWS.forEach((command, right) -> {
            if (commands.contains(command)) {
                rights.add(right);
            }
        });
        if (commands.contains("CoreStatus") && !rights.contains("system")) {
            rights.add("reporting");
        }
        return rights;
    }

    static List<String> ofListener(String user, Set<String> write, Set<String> heard, boolean heardBoot) {
        var warnings = new ArrayList<String>();
        if (!write.isEmpty()) {
            warnings.add("The listening account \"" + user + "\" may give commands (write = " + String.join(",", write)
                    + "). It only listens: set \"write =\" empty.");
        }
        var tooMuch = new TreeSet<>(heard);
        tooMuch.retainAll(NOT_NEEDED);
        if (!tooMuch.isEmpty()) {
            warnings.add("The listening account \"" + user + "\" also gets the events of " + String.join(",", tooMuch)
                    + ", which are not needed and slow the PBX down: set \"read = system,call,agent,cdr,user\".");
        }
        if (!heardBoot) {
            warnings.add(
                    "The listening account \"" + user
                            + "\" does not get the events of class system, and maybe others: set \"read = system,call,agent,cdr,user\".");
        }
        return warnings;
    }

    static List<String> ofCommander(String user, Set<String> write) {
        var warnings = new ArrayList<String>();
        var missing = new TreeSet<>(COMMANDS_NEED);
        missing.removeAll(write);
        if (!missing.isEmpty()) {
            warnings.add("The command account \"" + user + "\" may not do what click-to-call needs: add "
                    + String.join(",", missing) + " to its \"write\".");
        }
        var tooMuch = new TreeSet<>(write);
        tooMuch.removeAll(COMMANDS_MAY);
        if (!tooMuch.isEmpty()) {
            warnings.add("The command account \"" + user + "\" may do more than is needed: take "
                    + String.join(",", tooMuch) + " out of its \"write\".");
        }
        return warnings;
    }

    /** What an administrator puts into manager.conf, word for word, but for the secrets. */
    static String stanzas(AsteriskSettings.Pbx settings, String ourAddress) {
        String permit = ourAddress == null ? "192.0.2.1" : ourAddress;
        String listen = """
                [general]
                timestampevents = yes

                [%s]
                secret = the secret that stands in Ringbook's settings
                read = system,call,agent,cdr,user
                write =
                writetimeout = 10000
                deny = 0.0.0.0/0.0.0.0
                permit = %s/255.255.255.255
                """.formatted(settings.user(), permit);
        String command = """

                [%s]
                secret = the command secret that stands in Ringbook's settings
                read =
                write = call,originate,agent,reporting
                deny = 0.0.0.0/0.0.0.0
                permit = %s/255.255.255.255
                """.formatted(settings.commands() ? settings.commandUser() : "ringbook-commands", permit);
        return listen + command;
    }
}
