package org.ringbook.telephony.asterisk;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.Intake;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.SourceHealth.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Asterisk: listened to over one account, told to dial over another. */
final class AsteriskSource implements PbxSource, AmiEars {

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskSource.class);

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final AmiTranslation translation;
    private final AmiListener listener;
    private final AmiCommands commands;
    private Intake intake;

    private volatile State state = State.CONNECTING;
    private volatile Instant since = Instant.now();
    private volatile String detail = "connecting";
    private volatile boolean refused;
    private volatile boolean stamped = true;
    private volatile boolean heardBoot;
    private volatile Set<String> write = Set.of();
    private volatile List<String> warnings = List.of();
    private final Set<String> heard = new ConcurrentSkipListSet<>();
    private final Set<String> telephones = new ConcurrentSkipListSet<>();
    private String version = "";
    private String ourAddress;

    AsteriskSource(String name, AsteriskSettings.Pbx settings) {
        this.name = name;
        this.settings = settings;
        this.translation = new AmiTranslation(new Endpoints(settings.trunks(), settings.extensions()));
        this.listener = new AmiListener(name, settings, this);
        this.commands = settings.commands() ? new AmiCommands(name, settings) : null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Intake.Translation translation() {
        return this::translate;
    }

    private boolean translate(byte[] bytes, Instant received, Consumer<CallFact> facts) {
        var message = new AmiMessage(bytes);
        if (!AmiTranslation.concerns(message)) {
            return true;
        }
        if (AmiTranslation.refuses(message) != null) {
            return false;
        }
        for (CallFact fact : translation.translate(message, received)) {
            facts.accept(fact);
            if (fact instanceof CallFact.LegBegan began && began.party() != null && telephones.size() < 10_000) {
                telephones.add(began.party());
            }
        }
        return true;
    }

    @Override
    public void start(Intake takes) {
        intake = takes;
        listener.start();
        if (commands != null) {
            commands.start();
        }
    }

    @Override
    public SourceHealth check() {
        var all = new ArrayList<>(warnings);
        if (commands != null) {
            all.addAll(commands.warnings());
        }
        if (!stamped) {
            all.add(
                    "The events have no time stamp: set \"timestampevents = yes\" in the section [general] of manager.conf.");
        }
        return new SourceHealth(name, state, since, detail, List.copyOf(all));
    }

    @Override
    public boolean hasTelephone(String extension) {
        return telephones.contains(extension) || settings.extensions().containsValue(extension);
    }

    @Override
    public void dial(String fromExtension, String to, UUID requestId) {
        if (commands == null) {
            throw new DialRefused(
                    "Asterisk \"" + name
                            + "\" is only listened to. An administrator sets command-user and command-secret to allow dialling.");
        }
        commands.dial(fromExtension, to, requestId);
    }

    @Override
    public void close() {
        listener.close();
        if (commands != null) {
            commands.close();
        }
    }

    @Override
    public void connecting() {
        if (state != State.DOWN) {
            become(State.CONNECTING, "connecting to " + settings.host() + ":" + settings.port());
        }
    }

    @Override
    public void unreachable(Throwable why) {
        String was = detail;
        down(
                "cannot reach " + settings.host() + ":" + settings.port() + " (" + why.getMessage()
                        + "). Is the PBX running, and does manager.conf have \"enabled = yes\" and a bindaddr that this machine reaches?");
        if (!detail.equals(was)) {
            LOG.warn("Asterisk \"{}\": {}", name, detail);
        }
    }

    @Override
    public void notAsterisk(String firstLine) {
        down("what answers at " + settings.host() + ":" + settings.port()
                + " is not Asterisk's manager interface (it says \"" + Printable.text(firstLine, 60)
                + "\"). Its port is usually 5038.");
        LOG.warn("Asterisk \"{}\": {}", name, detail);
    }

    @Override
    public void greeted(String amiVersion) {
        version = Printable.text(amiVersion, 20);
    }

    @Override
    public void refused(String message) {
        refused = true;
        down("the account \"" + settings.user() + "\" was refused (" + Printable.text(message, 80)
                + "). Check user and secret here and in manager.conf; tried again in a minute.");
        LOG.warn(
                "Asterisk \"{}\": {}\nWhat manager.conf needs:\n\n{}",
                name,
                detail,
                AmiRights.stanzas(settings, ourAddress));
    }

    @Override
    public boolean refused() {
        return refused;
    }

    @Override
    public void loggedIn(InetSocketAddress address) {
        refused = false;
        heardBoot = false;
        heard.clear();
        ourAddress = address.getAddress().getHostAddress();
        intake.counters().connected();
        become(State.UP, "listening, AMI " + version);
        LOG.info("Asterisk \"{}\": {}", name, detail);
        if (commands != null) {
            commands.snapshot(intake);
        }
    }

    @Override
    public void mayCommand(AmiMessage listOfCommands) {
        write = AmiRights.write(listOfCommands);
    }

    @Override
    public void settled() {
        var now = AmiRights.ofListener(settings.user(), write, new TreeSet<>(heard), heardBoot);
        boolean news = !now.equals(warnings);
        warnings = now;
        if (news && !now.isEmpty()) {
            now.forEach(warning -> LOG.warn("Asterisk \"{}\": {}", name, warning));
            LOG.warn("Asterisk \"{}\": what manager.conf needs:\n\n{}", name, AmiRights.stanzas(settings, ourAddress));
        }
    }

    @Override
    public boolean heard(byte[] event) {
        Instant now = Instant.now();
        if (intake.offer(event, now)) {
            learn(event);
            return true;
        }
        intake.counters().overflowed();
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

    @Override
    public void tooLong() {
        intake.counters().refused();
        LOG.warn("Asterisk \"{}\": a message longer than {} bytes was passed over", name, AmiFraming.LONGEST);
    }

    @Override
    public void silent(boolean loggedIn) {
        down(
                loggedIn
                        ? "nothing came for too long, not even answers to pings"
                        : "connected, but " + settings.host() + ":" + settings.port() + " does not say anything");
    }

    @Override
    public void broken(Throwable why) {
        down("the connection broke (" + why.getMessage() + ")");
    }

    @Override
    public void lost() {
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
