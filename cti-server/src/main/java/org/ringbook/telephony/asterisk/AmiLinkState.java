package org.ringbook.telephony.asterisk;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.ringbook.telephony.inbox.SourceCounters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the listening connection is, in words for the administrator. Changed on the reading thread, where nothing may
 * wait; read from any.
 */
final class AmiLinkState {

    private static final Logger LOG = LoggerFactory.getLogger(AmiLinkState.class);

    private static final long ONCE_A_MINUTE = 60_000_000_000L;

    private record Now(State state, Instant since, Notice detail) {}

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final SourceCounters counters;
    private final Predicate<byte[]> takes;
    private final Turns turns;

    private final InstantSource clock;

    private volatile Now now = new Now(State.CONNECTING, Instant.now(), Notice.of("asterisk.connecting", ""));
    private volatile List<Notice> warnings = List.of();
    private volatile boolean stamped = true;
    private volatile Duration skew = Duration.ZERO;
    private volatile String ourAddress;
    private ListenerRights rights = new ListenerRights();
    private boolean refused;
    private boolean overflowed;
    private long passedOverReported = System.nanoTime() - ONCE_A_MINUTE - 1;
    private String version = "";
    private Instant lastReceived;
    private Instant silentFrom;

    /** What follows from the turns that the connection takes. Told on the reading thread; nothing in it may wait. */
    interface Turns {
        /** Something greets as Asterisk does. */
        default void greeted() {}

        /** Messages come from now on. */
        default void listening() {}

        /** The PBX was started anew while it was not heard: no call of before goes on. */
        default void restarted() {}

        /** Whether there is room for more, after there was not. */
        default boolean ready() {
            return true;
        }
    }

    /** @param takes an event; false when it cannot be taken, and then the connection is broken */
    AmiLinkState(
            String name, AsteriskSettings.Pbx settings, SourceCounters counters, Predicate<byte[]> takes, Turns turns) {
        this(name, settings, counters, takes, turns, InstantSource.system());
    }

    /** @param clock ours, which need not show what the PBX's does */
    AmiLinkState(
            String name,
            AsteriskSettings.Pbx settings,
            SourceCounters counters,
            Predicate<byte[]> takes,
            Turns turns,
            InstantSource clock) {
        this.clock = clock;
        this.name = name;
        this.settings = settings;
        this.counters = counters;
        this.takes = takes;
        this.turns = turns;
    }

    SourceHealth health(List<Notice> otherWarnings) {
        Now known = now;
        var all = new ArrayList<>(warnings);
        if (!stamped) {
            all.add(Notice.of("asterisk.warn.unstamped"));
        }
        all.addAll(otherWarnings);
        return new SourceHealth(name, known.state, known.since, known.detail, List.copyOf(all));
    }

    /** What the PBX's clock shows, as far as its stamps tell. */
    Instant pbxClock() {
        return clock.instant().plus(skew);
    }

    /** By how much the PBX's clock is ahead of ours. */
    Duration skew() {
        return skew;
    }

    /** The address that the PBX sees; null before the first sign-in. */
    String ourAddress() {
        return ourAddress;
    }

    /** Before the first connection: a server that ran earlier heard the PBX until then, by our clock. */
    void receivedBefore(Instant until) {
        lastReceived = until;
    }

    void connecting() {
        if (now.state != State.DOWN) {
            become(State.CONNECTING, Notice.of("asterisk.connecting", settings.address()));
        }
    }

    void unreachable(Throwable why) {
        refused = false;
        if (why instanceof UnknownHostException) {
            down(Notice.of("asterisk.unreachable.name", Printable.text(settings.host(), 100)));
        } else {
            down(Notice.of("asterisk.unreachable", settings.address(), Printable.text(why.getMessage(), 120)));
        }
    }

    /** Something answered that is no AMI. */
    void notAsterisk(String firstLine) {
        down(Notice.of("asterisk.stranger", settings.address(), Printable.text(firstLine, 60)));
    }

    void greeted(String amiVersion, InetSocketAddress us) {
        version = Printable.text(amiVersion, 20);
        ourAddress = us.getAddress().getHostAddress();
        turns.greeted();
    }

    /** The account or its secret is not accepted. */
    void refused(String message) {
        refused = true;
        if (down(Notice.of("asterisk.refused", settings.user(), Printable.text(message, 80), ourAddress))) {
            LOG.warn("Asterisk \"{}\": what manager.conf needs:\n\n{}", name, stanzas());
        }
    }

    /** Whether the last attempt ended with a refusal. */
    boolean refused() {
        return refused;
    }

    /** Whether the last connection was broken because more came than could be taken, and much of it still waits. */
    boolean full() {
        return overflowed && !turns.ready();
    }

    void loggedIn() {
        refused = false;
        overflowed = false;
        rights = new ListenerRights();
        counters.connected();
        become(State.UP, Notice.of("asterisk.up", version));
        LOG.info("Asterisk \"{}\": {}", name, now.detail);
        silentFrom = lastReceived;
        turns.listening();
    }

    /** The list of actions that the account may use. */
    void mayCommand(AmiMessage listOfCommands) {
        rights.mayCommand(listOfCommands);
        receivedSomething();
    }

    /** A part of a list that we asked for. */
    void listed(AmiMessage item) {
        rights.listed(item);
        if (String.valueOf(item.event()).endsWith("Complete")) {
            settled();
        }
    }

    /** Whether an event of this class has come since the sign-in. */
    boolean listens(String eventClass) {
        return rights.listens(eventClass);
    }

    /** What comes by itself after the sign-in has come, or something new has shown about the rights. */
    void settled() {
        List<Notice> found = rights.warnings(settings.user());
        boolean news = !found.equals(warnings);
        warnings = List.copyOf(found);
        if (news && !found.isEmpty()) {
            found.forEach(warning -> LOG.warn("Asterisk \"{}\": {}", name, warning));
            LOG.warn("Asterisk \"{}\": what manager.conf needs:\n\n{}", name, stanzas());
        }
    }

    private String stanzas() {
        return AmiRights.stanzas(settings, ourAddress);
    }

    /** Bytes came: the other side lives. */
    void receivedSomething() {
        lastReceived = clock.instant();
    }

    /** An event. @return false when it cannot be taken; the connection is then to be broken */
    boolean received(byte[] event) {
        if (takes.test(event)) {
            learn(event);
            return true;
        }
        overflowed = true;
        counters.overflowed();
        down(Notice.of("asterisk.overflow"));
        return false;
    }

    /** The first events after the sign-in, and a new class of events whenever one comes, show the account's rights. */
    private void learn(byte[] event) {
        String eventClass = EventClass.of(event);
        if (eventClass == null) {
            return;
        }
        boolean first = rights.received(eventClass);
        if (eventClass.equals("system")) {
            booted(new AmiMessage(event));
        } else if (first) {
            Instant stamp = AmiEvents.time(new AmiMessage(event), null);
            stamped = stamp != null;
            skew = stamp == null ? Duration.ZERO : Duration.between(clock.instant(), stamp);
        }
        if (first) {
            settled();
        }
    }

    /** Comes right after the sign-in, and says since when the PBX runs. */
    private void booted(AmiMessage message) {
        if (!message.isEvent("FullyBooted") || silentFrom == null) {
            return;
        }
        String uptime = message.get("Uptime");
        if (uptime != null && uptime.matches("[0-9]{1,10}")) {
            long silentSeconds = Duration.between(silentFrom, clock.instant()).toSeconds();
            if (Long.parseLong(uptime) <= silentSeconds) {
                LOG.info("Asterisk \"{}\": was started anew while it was not heard", name);
                turns.restarted();
            }
        }
        silentFrom = null;
    }

    /** Something that is no whole message, or one that no PBX sends. */
    void passedOver(String what) {
        counters.refused();
        if (System.nanoTime() - passedOverReported > ONCE_A_MINUTE) {
            passedOverReported = System.nanoTime();
            LOG.warn("Asterisk \"{}\": {} was passed over; more of it is only counted for a minute", name, what);
        }
    }

    /** Nothing came for too long, not even the answers to pings. */
    void silent(boolean loggedIn, long seconds) {
        down(
                loggedIn
                        ? Notice.of("asterisk.silent", seconds)
                        : Notice.of("asterisk.stranger.silent", settings.address()));
    }

    /** It greeted, and then did not answer. */
    void noAnswer() {
        down(Notice.of("asterisk.no-answer", settings.address()));
    }

    void broken(Throwable why) {
        down(Notice.of("asterisk.broken", Printable.text(String.valueOf(why.getMessage()), 120)));
    }

    /** The connection is gone, for whatever reason. */
    void lost() {
        if (now.state != State.DOWN) {
            down(Notice.of("asterisk.closed"));
        }
    }

    void closed() {
        become(State.DOWN, Notice.of("asterisk.stopped"));
    }

    /** @return whether this is news */
    private boolean down(Notice why) {
        boolean news = now.state != State.DOWN || !now.detail.equals(why);
        become(State.DOWN, why);
        if (news) {
            LOG.warn("Asterisk \"{}\": {}", name, why);
        }
        return news;
    }

    private void become(State state, Notice detail) {
        Now before = now;
        now = new Now(state, before.state == state ? before.since : clock.instant(), detail);
    }
}
