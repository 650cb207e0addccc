package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.Intake;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection for commands, over Asterisk-Java and an account of its own. It asks for no events. Everything that goes
 * into an action passes {@link ActionText} first, because the library writes values as they are.
 */
final class AmiCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiCommands.class);
    private static final long ANSWER_MILLIS = 5000;

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final ManagerConnection connection;
    private final ScheduledExecutorService worker;
    private volatile List<String> warnings = List.of();
    private volatile boolean closed;

    AmiCommands(String name, AsteriskSettings.Pbx settings) {
        this.name = name;
        this.settings = settings;
        this.connection = new ManagerConnectionFactory(
                        settings.host(), settings.port(), settings.commandUser(), settings.commandSecret())
                .createManagerConnection();
        connection.setSocketTimeout(5000);
        connection.setSocketReadTimeout(60_000);
        this.worker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "ami-commands-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        worker.execute(this::logIn);
        worker.scheduleWithFixedDelay(this::stayAlive, 20, 20, TimeUnit.SECONDS);
    }

    List<String> warnings() {
        return warnings;
    }

    private void logIn() {
        if (closed
                || connection.getState() != ManagerConnectionState.INITIAL
                        && connection.getState() != ManagerConnectionState.DISCONNECTED) {
            return;
        }
        try {
            connection.login("off");
            checkRights();
            LOG.info("Asterisk \"{}\": commands as \"{}\"", name, settings.commandUser());
        } catch (AuthenticationFailedException refused) {
            warnings = List.of(
                    "The command account \"" + settings.commandUser()
                            + "\" was refused: check command-user and command-secret here and in manager.conf. Nobody can dial until then.");
            LOG.warn(
                    "Asterisk \"{}\": {}\nWhat manager.conf needs:\n\n{}",
                    name,
                    warnings.get(0),
                    AmiRights.stanzas(settings, null));
            again(60);
        } catch (IOException | TimeoutException | IllegalStateException unreachable) {
            warnings = List.of("The command connection is down (" + Printable.text(unreachable.getMessage(), 120)
                    + "); tried again.");
            again(5);
        }
    }

    private void again(int seconds) {
        if (!closed) {
            worker.schedule(this::logIn, seconds, TimeUnit.SECONDS);
        }
    }

    private void checkRights() throws IOException, TimeoutException {
        ManagerResponse answer = connection.sendAction(new ListCommandsAction(), ANSWER_MILLIS);
        var text = new StringBuilder();
        answer.getAttributes().keySet().forEach(command -> text.append(command).append(": \r\n"));
        warnings =
                AmiRights.ofCommander(settings.commandUser(), AmiRights.write(CommandNames.message(text.toString())));
        warnings.forEach(warning -> LOG.warn("Asterisk \"{}\": {}", name, warning));
        if (!warnings.isEmpty()) {
            LOG.warn("Asterisk \"{}\": what manager.conf needs:\n\n{}", name, AmiRights.stanzas(settings, null));
        }
    }

    private void stayAlive() {
        if (connection.getState() == ManagerConnectionState.CONNECTED) {
            try {
                connection.sendAction(new org.asteriskjava.manager.action.PingAction(), ANSWER_MILLIS);
            } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
                LOG.debug("{}: no answer to a ping on the command connection", name, noAnswer);
            }
        }
    }

    /** @throws DialRefused in words for the user */
    void dial(String fromExtension, String to, UUID requestId) {
        if (connection.getState() != ManagerConnectionState.CONNECTED) {
            throw new DialRefused(
                    "The PBX \"" + name + "\" cannot be reached for dialling now. Try again in a moment.");
        }
        var action = new OriginateAction();
        action.setChannel(settings.channel().replace("{extension}", ActionText.extension(fromExtension)));
        action.setExten(ActionText.number(to));
        action.setContext(settings.context());
        action.setPriority(1);
        action.setCallerId(ActionText.number(to));
        action.setTimeout(settings.ringSeconds() * 1000L);
        action.setChannelId(AmiEvents.OWN_ID + requestId);
        action.setAsync(true);
        try {
            ManagerResponse answer = connection.sendAction(action, ANSWER_MILLIS);
            if (!"Success".equalsIgnoreCase(answer.getResponse())) {
                throw new DialRefused("The PBX refused to dial: " + Printable.text(answer.getMessage(), 120));
            }
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            throw new DialRefused("The PBX did not answer in time. The telephone may ring all the same.");
        }
    }

    /**
     * After the link was down, legs may have ended unheard: a leg that is absent from the full list of channels is gone.
     */
    void snapshot(Intake intake) {
        try {
            worker.execute(() -> endWhatIsGone(intake));
        } catch (RejectedExecutionException closing) {
            LOG.debug("{}: no snapshot while closing", name);
        }
    }

    private void endWhatIsGone(Intake intake) {
        List<String> open = intake.openLegs();
        if (open.isEmpty() || connection.getState() != ManagerConnectionState.CONNECTED) {
            return;
        }
        try {
            Instant asked = Instant.now();
            Set<String> alive = new HashSet<>();
            for (ResponseEvent event : connection
                    .sendEventGeneratingAction(new CoreShowChannelsAction(), ANSWER_MILLIS)
                    .getEvents()) {
                if (event instanceof CoreShowChannelEvent channel) {
                    alive.add(channel.getUniqueid());
                }
            }
            var ended = new ArrayList<CallFact>();
            for (String leg : open) {
                if (!alive.contains(leg)) {
                    ended.add(new CallFact.LegEnded(leg, asked, CallFact.Outcome.OTHER));
                }
            }
            if (!ended.isEmpty()) {
                LOG.info("Asterisk \"{}\": {} legs ended while the link was down", name, ended.size());
                intake.tell(ended);
            }
        } catch (IOException | TimeoutException | IllegalStateException partial) {
            LOG.warn(
                    "Asterisk \"{}\": the list of channels did not come whole; legs that are gone stay open for now",
                    name);
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        if (connection.getState() == ManagerConnectionState.CONNECTED
                || connection.getState() == ManagerConnectionState.RECONNECTING) {
            connection.logoff();
        }
    }
}
