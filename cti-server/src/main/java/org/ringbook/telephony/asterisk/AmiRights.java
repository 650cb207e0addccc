package org.ringbook.telephony.asterisk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.notices.Notice;

/**
 * What the two accounts may do, and what an administrator should change about it. Pure.
 *
 * <p>Asterisk tells no account its rights. What it may command shows in the list of commands, which holds only those
 * that it may use, each with the rights of which one is enough: {@code (Priv: system,reporting,all)}. What it may hear
 * shows in the class that every event names, and in what goes on without an event that should have told of it.
 */
final class AmiRights {

    /** Classes of events that Ringbook reads. */
    static final String READ = "system,call,agent,cdr,user";

    static final String WRITE = "call,originate,agent,reporting";

    /** Useful to some, but each doubles the traffic or more. */
    private static final Set<String> NOT_NEEDED = Set.of(
            "dialplan", "dtmf", "reporting", "agi", "security", "cc", "aoc", "test", "verbose", "log", "command");

    private static final Set<String> COMMANDS_NEED = Set.of("call", "originate");
    private static final Set<String> COMMANDS_MAY = Set.of(WRITE.split(","));

    /** Rights that allow some command alone in every Asterisk: an account to which none such is listed has them not. */
    private static final Set<String> SHOW_ALONE =
            Set.of("system", "call", "agent", "user", "command", "config", "originate");

    private static final Pattern ENOUGH = Pattern.compile("\\(Priv: ([a-z,]+)\\)");

    private AmiRights() {}

    /** @param explained what the list of commands says of each of them */
    static Set<String> write(Collection<String> explained) {
        var proven = new TreeSet<String>();
        var choices = new ArrayList<Set<String>>();
        for (String text : explained) {
            Matcher enough = ENOUGH.matcher(text);
            if (enough.find()) {
                var rights = new HashSet<>(List.of(enough.group(1).split(",")));
                rights.remove("all");
                choices.add(rights);
                if (rights.size() == 1) {
                    proven.addAll(rights);
                }
            }
        }
        for (Set<String> rights : choices) {
            if (rights.stream().noneMatch(proven::contains)) {
                rights.removeAll(SHOW_ALONE);
                if (rights.size() == 1) {
                    proven.addAll(rights);
                }
            }
        }
        return proven;
    }

    /**
     * @param write its rights to command
     * @param received classes of events that came
     * @param missing classes of events that should have come and did not
     * @param booted whether the word came that follows the sign-in of every account with {@code read=system}
     */
    static List<Notice> ofListener(
            String user, Set<String> write, Set<String> received, Set<String> missing, boolean booted) {
        var warnings = new ArrayList<Notice>();
        if (!write.isEmpty()) {
            warnings.add(Notice.of("asterisk.warn.commands", user, listed(write)));
        }
        var tooMuch = new TreeSet<>(received);
        tooMuch.retainAll(NOT_NEEDED);
        if (!tooMuch.isEmpty()) {
            warnings.add(Notice.of("asterisk.warn.too-much", user, listed(tooMuch), READ));
        }
        if (!booted) {
            warnings.add(Notice.of("asterisk.warn.no-boot", user, READ));
        }
        for (String one : new TreeSet<>(missing)) {
            warnings.add(Notice.of("asterisk.warn.no-class", user, one, READ));
        }
        return warnings;
    }

    static List<Notice> ofCommander(String user, Set<String> write) {
        var warnings = new ArrayList<Notice>();
        var missing = new TreeSet<>(COMMANDS_NEED);
        missing.removeAll(write);
        if (!missing.isEmpty()) {
            warnings.add(Notice.of("asterisk.warn.command.missing", user, listed(missing)));
        }
        if (!write.contains("reporting") && !write.contains("system")) {
            warnings.add(Notice.of("asterisk.warn.command.blind", user, WRITE));
        }
        var tooMuch = new TreeSet<>(write);
        tooMuch.removeAll(COMMANDS_MAY);
        if (!tooMuch.isEmpty()) {
            warnings.add(Notice.of("asterisk.warn.command.too-much", user, listed(tooMuch)));
        }
        return warnings;
    }

    private static String listed(Set<String> rights) {
        return String.join(",", new TreeSet<>(rights));
    }

    /**
     * What an administrator puts into manager.conf, word for word, but for the secrets.
     *
     * @param ourAddress from which the PBX sees us come; null while it is not known
     */
    static String stanzas(AsteriskSettings.Pbx settings, String ourAddress) {
        String permit = ourAddress == null ? "192.0.2.1/255.255.255.255 ; this machine's address" : one(ourAddress);
        String deny = ourAddress != null && ourAddress.indexOf(':') >= 0 ? "::/0" : "0.0.0.0/0.0.0.0";
        String listen = """
                [general]
                timestampevents = yes

                [%s]
                secret = the secret that stands in Ringbook's settings
                read = %s
                write =
                writetimeout = 10000
                deny = %s
                permit = %s
                """.formatted(settings.user(), READ, deny, permit);
        String command =
                """

                [%s]
                secret = the command secret that stands in Ringbook's settings
                read =
                write = %s
                writetimeout = 10000
                deny = %s
                permit = %s
                """.formatted(settings.commands() ? settings.commandUser() : "ringbook-commands", WRITE, deny, permit);
        return listen + command;
    }

    private static String one(String address) {
        return address.indexOf(':') >= 0 ? address + "/128" : address + "/255.255.255.255";
    }
}
