package org.ringbook.telephony.asterisk;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.ringbook.telephony.SourceCounters;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the listening connection is, in words for the administrator. Changed on the reading thread, where nothing may
 * wait; read from any.
 */
final class AmiLinkState {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLinkState.class);

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final SourceCounters counters;
    private final Predicate<byte[]> takes;
    private final Runnable caughtUp;

    private volatile State state = State.CONNECTING;
    private volatile Instant since = Instant.now();
    private volatile String detail = "connecting";
    private volatile boolean refused;
    private volatile boolean stamped = true;
    private volatile boolean heardBoot;
    private volatile Set<String> write = Set.of();
    private volatile List<String> warnings = List.of();
    private final Set<String> heard = new ConcurrentSkipListSet<>();
    private String version = "";
    private String ourAddress;

    /**
     * @param takes an event; false when it cannot be taken, and then the connection is broken
     * @param caughtUp run after each sign-in, to find out what happened while nothing was heard
     */
    AmiLinkState(
            String name,
            AsteriskSettings.Pbx settings,
            SourceCounters counters,
            Predicate<byte[]> takes,
            Runnable caughtUp) {
        this.name = name;
        this.settings = settings;
        this.counters = counters;
        this.takes = takes;
        this.caughtUp = caughtUp;
    }

    SourceHealth health(List<String> otherWarnings) {
        var all = new ArrayList<>(warnings);
        all.addAll(otherWarnings);
        if (!stamped) {
            all.add(
                    "The events have no time stamp: set \"timestampevents = yes\" in the section [general] of manager.conf.");
        }
        return new SourceHealth(name, state, since, detail, List.copyOf(all));
    }

    void connecting() {
        if (state != State.DOWN) {
            become(State.CONNECTING, "connecting to " + settings.host() + ":" + settings.port());
        }
    }

    void unreachable(Throwable why) {
        String was = detail;
        down(
                "cannot reach " + settings.host() + ":" + settings.port() + " (" + why.getMessage()
                        + "). Is the PBX running, and does manager.conf have \"enabled = yes\" and a bindaddr that this machine reaches?");
        if (!detail.equals(was)) {
            LOG.warn("Asterisk \"{}\": {}", name, detail);
        }
    }

    /** Something answered that is no AMI. */
    void notAsterisk(String firstLine) {
        down("what answers at " + settings.host() + ":" + settings.port()
                + " is not Asterisk's manager interface (it says \"" + Printable.text(firstLine, 60)
                + "\"). Its port is usually 5038.");
        LOG.warn("Asterisk \"{}\": {}", name, detail);
    }

    void greeted(String amiVersion) {
        version = Printable.text(amiVersion, 20);
    }

    /** The account or its secret is not accepted. */
    void refused(String message) {
        refused = true;
        down("the account \"" + settings.user() + "\" was refused (" + Printable.text(message, 80)
                + "). Check user and secret here and in manager.conf; tried again in a minute.");
        LOG.warn(
                "Asterisk \"{}\": {}\nWhat manager.conf needs:\n\n{}",
                name,
                detail,
                AmiRights.stanzas(settings, ourAddress));
    }

    /** Whether the last attempt ended with a refusal. */
    boolean refused() {
        return refused;
    }

    void loggedIn(InetSocketAddress address) {
        refused = false;
        heardBoot = false;
        heard.clear();
        ourAddress = address.getAddress().getHostAddress();
        counters.connected();
        become(State.UP, "listening, AMI " + version);
        LOG.info("Asterisk \"{}\": {}", name, detail);
        caughtUp.run();
    }

    /** The list of actions that the account may use. */
    void mayCommand(AmiMessage listOfCommands) {
        write = AmiRights.write(listOfCommands);
    }

    /** What comes by itself after the sign-in has come, or an event of a class that did not come before. */
    void settled() {
        var now = AmiRights.ofListener(settings.user(), write, new TreeSet<>(heard), heardBoot);
        boolean news = !now.equals(warnings);
        warnings = now;
        if (news && !now.isEmpty()) {
            now.forEach(warning -> LOG.warn("Asterisk \"{}\": {}", name, warning));
            LOG.warn("Asterisk \"{}\": what manager.conf needs:\n\n{}", name, AmiRights.stanzas(settings, ourAddress));
        }
    }

    /** An event. @return false when it cannot be taken; the connection is then to be broken */
    boolean heard(byte[] event) {
        if (takes.test(event)) {
            learn(event);
            return true;
        }
        counters.overflowed();
        LOG.error(
                "Asterisk \"{}\": more messages wait than can be held; the connection is made again to catch up", name);
        return false;
    }

    /** The first events after the sign-in, and a new class of events whenever one comes, show the account's rights. */
    private void learn(byte[] event) {
        String privilege = EventClass.of(event);
        if (privilege != null && heard.add(privilege)) {
            heardBoot |= privilege.equals("system");
            stamped = privilege.equals("system") || new AmiMessage(event).get("Timestamp") != null;
            if (state == State.UP && heard.size() > 1) {
                settled();
            }
        }
    }

    void tooLong() {
        counters.refused();
        LOG.warn("Asterisk \"{}\": a message longer than {} bytes was passed over", name, AmiFraming.LONGEST);
    }

    /** Nothing came for too long, not even the answers to pings. */
    void silent(boolean loggedIn) {
        down(
                loggedIn
                        ? "nothing came for too long, not even answers to pings"
                        : "connected, but " + settings.host() + ":" + settings.port() + " does not say anything");
    }

    void broken(Throwable why) {
        down("the connection broke (" + why.getMessage() + ")");
    }

    void lost() {
        if (state == State.UP) {
            down("the PBX closed the connection");
            LOG.warn("Asterisk \"{}\": {}", name, detail);
        }
    }

    private void down(String why) {
        become(State.DOWN, why);
    }

    private void become(State next, String why) {
        if (state != next) {
            since = Instant.now();
        }
        state = next;
        detail = why;
    }
}
