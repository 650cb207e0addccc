package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.Intake;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;

/** One Asterisk: listened to over one account, told to dial over another. */
final class AsteriskSource implements PbxSource {

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final AmiTranslation translation;
    private final AmiCommands commands;
    private AmiLinkState link;
    private AmiListener listener;
    private final Set<String> telephones = new ConcurrentSkipListSet<>();

    AsteriskSource(String name, AsteriskSettings.Pbx settings) {
        this.name = name;
        this.settings = settings;
        this.translation = new AmiTranslation(new Endpoints(settings.trunks(), settings.extensions()));
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
        List<CallFact> said = translation.translate(message, received);
        for (CallFact fact : said) {
            facts.accept(fact);
            if (fact instanceof CallFact.LegBegan began && began.party() != null && telephones.size() < 10_000) {
                telephones.add(began.party());
            }
        }
        return !said.isEmpty() || !AmiTranslation.concerns(message) || AmiTranslation.refuses(message) == null;
    }

    @Override
    public void start(Intake intake) {
        link = new AmiLinkState(
                name, settings, intake.counters(), event -> intake.offer(event, Instant.now()), () -> catchUp(intake));
        listener = new AmiListener(name, settings, link);
        listener.start();
        if (commands != null) {
            commands.start();
        }
    }

    private void catchUp(Intake intake) {
        if (commands != null) {
            commands.snapshot(intake);
        }
    }

    @Override
    public SourceHealth check() {
        return link.health(commands == null ? List.of() : commands.warnings());
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
}
