package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueStatusCompleteEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection for commands, over Asterisk-Java and an account of its own. It asks for no events. Made when the
 * listening connection has found an Asterisk, and made again by itself; the library's own way of doing so tries a wrong
 * secret many times a second. Everything that goes into an action passes {@link ActionText} first, because the library
 * writes values as they are.
 */
class AmiCommands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiCommands.class);
    private static final long ANSWER_MILLIS = 5000;
    private static final int PING_SECONDS = 15;
    private static final int PAUSE_AFTER_REFUSAL_SECONDS = 60;
    private static final int LONGEST_PAUSE_SECONDS = 15;

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final Supplier<String> ourAddress;
    private final ScheduledThreadPoolExecutor worker;
    private final Queue<Consumer<Map<String, CoreShowChannelEvent>>> asking = new ArrayDeque<>();
    private volatile ManagerConnection connection;
    private volatile List<Notice> warnings = List.of();
    private volatile BiConsumer<String, String> devices;
    private volatile boolean closed;
    private boolean trying;
    private int failures;

    /** @param ourAddress that the PBX sees, for the stanzas; may give null */
    AmiCommands(String name, AsteriskSettings.Pbx settings, Supplier<String> ourAddress) {
        this.name = name;
        this.settings = settings;
        this.ourAddress = ourAddress;
        this.worker = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "ami-commands-" + name);
            thread.setDaemon(true);
            return thread;
        });
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.scheduleWithFixedDelay(this::stayAlive, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    /** There is an Asterisk: connects, unless it is connected or about to. Any thread, waits for nothing. */
    void wake() {
        later(
                () -> {
                    if (!trying) {
                        logIn();
                    }
                },
                0);
    }

    /** Runs a task now and then, on the thread of the commands. */
    void every(int seconds, Runnable task) {
        worker.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
    }

    List<Notice> warnings() {
        return warnings;
    }

    boolean connected() {
        return connection != null;
    }

    private void later(Runnable task, int seconds) {
        try {
            worker.schedule(task, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("{}: closing", name);
        }
    }

    private void logIn() {
        trying = false;
        if (closed || connection != null) {
            return;
        }
        ManagerConnection fresh = fresh();
        try {
            fresh.login("off");
            if (closed) {
                stop(fresh);
                return;
            }
            connection = fresh;
            failures = 0;
            LOG.info("Asterisk \"{}\": commands as \"{}\"", name, settings.commandUser());
            checkRights(fresh);
            askForDevices(fresh);
            answerWhoAsked();
        } catch (AuthenticationFailedException refused) {
            refused(refused);
        } catch (IOException | TimeoutException | IllegalStateException unreachable) {
            down(unreachable);
        }
    }

    private ManagerConnection fresh() {
        ManagerConnection fresh = new ManagerConnectionFactory(
                        settings.host(), settings.port(), settings.commandUser(), settings.commandSecret())
                .createManagerConnection();
        fresh.setSocketTimeout(5000);
        fresh.setSocketReadTimeout(PING_SECONDS * 3000);
        fresh.setKeepAliveAfterAuthenticationFailure(false);
        // The library finds its classes of events by a scan of the class path, which fails in some ways of packing.
        fresh.registerUserEventClass(CoreShowChannelEvent.class);
        fresh.registerUserEventClass(CoreShowChannelsCompleteEvent.class);
        fresh.registerUserEventClass(QueueMemberEvent.class);
        fresh.registerUserEventClass(QueueStatusCompleteEvent.class);
        fresh.registerUserEventClass(DeviceStateChangeEvent.class);
        fresh.addEventListener(this::device);
        fresh.addEventListener(event -> lostIf(event, fresh));
        return fresh;
    }

    private void lostIf(ManagerEvent event, ManagerConnection lost) {
        if (!(event instanceof DisconnectEvent)) {
            return;
        }
        stop(lost);
        later(
                () -> {
                    if (connection == lost) {
                        connection = null;
                        down(new IOException("closed by the PBX"));
                    }
                },
                0);
    }

    /** Ends a connection, and the library's own attempts to make it again. */
    private static void stop(ManagerConnection connection) {
        try {
            connection.logoff();
        } catch (IllegalStateException alreadyOff) {
            LOG.debug("Already off", alreadyOff);
        }
    }

    private void refused(AuthenticationFailedException why) {
        if (why.getCause() != null) {
            down(why);
            return;
        }
        warn(
                List.of(Notice.of(
                        "asterisk.warn.command.refused", settings.commandUser(), Printable.text(why.getMessage(), 80))),
                true);
        again(PAUSE_AFTER_REFUSAL_SECONDS);
    }

    private void down(Exception why) {
        warn(List.of(Notice.of("asterisk.warn.command.down", Printable.text(why.getMessage(), 120))), false);
        again(Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(failures++, 5)));
    }

    private void again(int seconds) {
        trying = true;
        later(this::logIn, seconds);
    }

    private void warn(List<Notice> found, boolean withStanzas) {
        boolean news = !found.equals(warnings);
        warnings = found;
        if (news && !found.isEmpty() && !closed) {
            found.forEach(warning -> LOG.warn("Asterisk \"{}\": {}", name, warning));
            if (withStanzas) {
                LOG.warn(
                        "Asterisk \"{}\": what manager.conf needs:\n\n{}",
                        name,
                        AmiRights.stanzas(settings, ourAddress.get()));
            }
        }
    }

    private void checkRights(ManagerConnection fresh) throws IOException, TimeoutException {
        ManagerResponse answer = fresh.sendAction(new ListCommandsAction(), ANSWER_MILLIS);
        var explained =
                answer.getAttributes().values().stream().map(String::valueOf).toList();
        warn(AmiRights.ofCommander(settings.commandUser(), AmiRights.write(explained)), true);
    }

    /** @param hears of each device that the PBX knows and of its state, whenever the connection is made */
    void tellDevices(BiConsumer<String, String> hears) {
        devices = hears;
    }

    /** Its answer comes as events of this connection, which asks for no others. */
    private static void askForDevices(ManagerConnection fresh) throws IOException {
        fresh.sendAction(new DeviceStateListAction(), answer -> {});
    }

    private void device(ManagerEvent event) {
        BiConsumer<String, String> hears = devices;
        if (hears != null && event instanceof DeviceStateChangeEvent device && device.getDevice() != null) {
            hears.accept(device.getDevice(), String.valueOf(device.getState()));
        }
    }

    private void stayAlive() {
        ManagerConnection current = connection;
        if (current == null) {
            return;
        }
        try {
            current.sendAction(new PingAction(), ANSWER_MILLIS);
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            stop(current);
            connection = null;
            down(noAnswer);
        }
    }

    /** Sends an action that has passed the gates. @throws DialRefused in words for the user */
    void originate(OriginateAction action) {
        ManagerConnection current = connection;
        if (current == null) {
            throw new DialRefused(Notice.of("asterisk.dial.not-connected", name));
        }
        try {
            ManagerResponse answer = current.sendAction(action, ANSWER_MILLIS);
            if (answer == null || !"Success".equalsIgnoreCase(answer.getResponse())) {
                throw new DialRefused(why(action, answer == null ? "" : String.valueOf(answer.getMessage())));
            }
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            throw new DialRefused(Notice.of("asterisk.dial.no-answer", name));
        }
    }

    /**
     * Tells the PBX something about a channel.
     *
     * @param action every text in it has passed {@link ActionText}, or is an id that was told as one
     * @throws CommandRefused with words for the user
     */
    void tell(ManagerAction action) {
        ManagerResponse answer = answer(action);
        if (answer == null || !"Success".equalsIgnoreCase(answer.getResponse())) {
            throw new CommandRefused(notDone(answer == null ? "" : String.valueOf(answer.getMessage())));
        }
    }

    /** The same for a channel that may be gone by itself. */
    void tellIfThere(ManagerAction action) {
        answer(action);
    }

    private ManagerResponse answer(ManagerAction action) {
        ManagerConnection current = connection;
        if (current == null) {
            throw new CommandRefused(Notice.of("asterisk.command.not-connected", name));
        }
        try {
            return current.sendAction(action, ANSWER_MILLIS);
        } catch (IOException | TimeoutException | IllegalStateException noAnswer) {
            throw new CommandRefused(Notice.of("asterisk.command.no-answer", name));
        }
    }

    private Notice notDone(String message) {
        if (message.startsWith("No such channel") || message.contains("does not exist")) {
            return Notice.of("asterisk.command.gone");
        }
        if (message.startsWith("Permission denied")) {
            return Notice.of("asterisk.command.no-right", name, settings.commandUser(), AmiRights.WRITE);
        }
        return Notice.of("asterisk.command.refused", name, Printable.text(message, 120));
    }

    /** In every queue that it is a member of, whatever the queue calls it. */
    void pauseInQueues(String extension, AsteriskSettings.Pbx pbx, boolean pause, String reason) {
        ManagerConnection current = connection;
        if (current == null) {
            throw new CommandRefused(Notice.of("asterisk.command.not-connected", name));
        }
        Set<String> members;
        try {
            members = QueueMembers.of(current, extension, pbx.channel(), ANSWER_MILLIS);
        } catch (IOException | EventTimeoutException | IllegalStateException noAnswer) {
            throw new CommandRefused(Notice.of("asterisk.command.no-answer", name));
        }
        if (members.isEmpty()) {
            throw new CommandRefused(Notice.of("asterisk.queue.no-member", extension, name));
        }
        for (String member : members) {
            var action = new QueuePauseAction(ActionText.channel(member), pause);
            if (!reason.isEmpty()) {
                action.setReason(reason);
            }
            tell(action);
        }
    }

    private Notice why(OriginateAction action, String message) {
        if (message.startsWith("Extension does not exist")) {
            return Notice.of("asterisk.dial.no-exten", name, action.getExten(), action.getContext());
        }
        if (message.startsWith("Permission denied")) {
            return Notice.of("asterisk.dial.no-right", name, settings.commandUser());
        }
        return Notice.of("asterisk.dial.refused", name, Printable.text(message, 120));
    }

    /** @throws PbxSource.CommandRefused in words for the user */
    void pauseRecording(String leg, int recordings, boolean pause) {
        new RecordingMute(name, settings.commandUser(), connection).report(leg, recordings, pause);
    }

    /**
     * Asks the PBX for all its channels, by their ids, now or when it is reached again. Any thread, waits for nothing.
     *
     * @param answer given the whole list, on the thread of the commands; never a part of it
     */
    void channels(Consumer<Map<String, CoreShowChannelEvent>> answer) {
        later(
                () -> {
                    asking.add(answer);
                    answerWhoAsked();
                },
                0);
    }

    private void answerWhoAsked() {
        ManagerConnection current = connection;
        if (current == null || asking.isEmpty()) {
            return;
        }
        try {
            Map<String, CoreShowChannelEvent> alive =
                    RunningChannels.ask(current, ANSWER_MILLIS).orElse(null);
            if (alive == null) {
                return;
            }
            for (Consumer<Map<String, CoreShowChannelEvent>> answer = asking.poll();
                    answer != null;
                    answer = asking.poll()) {
                answer.accept(alive);
            }
        } catch (EventTimeoutException | IOException | IllegalStateException partial) {
            LOG.debug("{}: the list of channels did not come whole", name, partial);
            later(this::answerWhoAsked, PING_SECONDS);
        }
    }

    /**
     * Logs off without a word in the log, and returns when the thread is gone, within some seconds. A sign-in that is
     * under way is not interrupted: the library would leave its socket open, and its reading thread with it.
     */
    @Override
    public void close() {
        closed = true;
        worker.shutdown();
        try {
            worker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        ManagerConnection current = connection;
        connection = null;
        if (current != null) {
            stop(current);
        }
    }
}
