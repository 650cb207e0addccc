package org.ringbook.telephony.asterisk;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.asteriskjava.manager.action.AtxferAction;
import org.asteriskjava.manager.action.BridgeAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PlayDtmfAction;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.PbxSource.DialRefused;

/**
 * What an Asterisk is told to do with calls, over the account for commands. Its actions take a channel's unique id where they take
 * its name. That an action was taken is not that it came to be: that is told by events.
 */
final class AsteriskCommands implements CallCommands {

    private static final long BEGINS_WITHIN_MILLIS = 1500;
    private static final long SPY_ENDS_WITHIN_MILLIS = 2000;
    private static final int MOST_CONSULTATIONS = 1000;
    private static final int NORMAL_CLEARING = 16;

    /** It has no action for hold: telephones do that themselves. Nobody outside is called before a telephone of ours. */
    private static final Set<Capability> ALL =
            EnumSet.complementOf(EnumSet.of(Capability.HOLD, Capability.ORIGINATE_OUTSIDE));

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final NumberPlan plan;
    private final Supplier<AmiCommands> connection;
    private final OwnChannels own;
    /** Legs that consult by the dialplan's own attended transfer, by the request. */
    private final Map<UUID, String> consulting = new ConcurrentHashMap<>();

    /** @param connection gives null without an account for commands, and before the start */
    AsteriskCommands(
            String name,
            AsteriskSettings.Pbx settings,
            NumberPlan plan,
            Supplier<AmiCommands> connection,
            OwnChannels own) {
        this.name = name;
        this.settings = settings;
        this.plan = plan;
        this.connection = connection;
        this.own = own;
    }

    @Override
    public Set<Capability> capabilities() {
        return settings.commands() ? ALL : Set.of();
    }

    @Override
    public void tellProgress(Progress progress) {
        own.tell(progress);
    }

    private AmiCommands connected(String otherwise) {
        AmiCommands over = connection.get();
        if (over == null) {
            throw new DialRefused(Notice.of(otherwise, name));
        }
        return over;
    }

    private AmiCommands connected() {
        return connected("asterisk.command.only-listens");
    }

    @Override
    public void originate(UUID request, String fromExtension, String to) {
        AmiCommands over = connected("asterisk.dial.only-listens");
        ring(over, DialAction.of(settings, plan, fromExtension, to, request), fromExtension);
    }

    /** Refuses, too, when the PBX took it and then could not even try. */
    private void ring(AmiCommands over, OriginateAction action, String extension) {
        String id = action.getChannelId();
        own.expect(id);
        try {
            over.originate(action);
            if (!own.began(id, BEGINS_WITHIN_MILLIS)) {
                throw new DialRefused(Notice.of("asterisk.dial.no-telephone", name, extension));
            }
        } finally {
            own.forget(id);
        }
    }

    @Override
    public void hangUp(UUID request, LiveLeg leg) {
        connected().tell(new HangupAction(leg.leg(), NORMAL_CLEARING));
    }

    @Override
    public void cancel(UUID request) {
        AmiCommands over = connected();
        String consults = consulting.remove(request);
        if (consults != null) {
            over.tell(new CancelAtxferAction(consults));
            return;
        }
        String id = own.running(request);
        if (id == null) {
            throw new CommandRefused(Notice.of("asterisk.command.gone"));
        }
        over.tell(new HangupAction(id, NORMAL_CLEARING));
        // Known of Asterisk: a spy on a leg without sound stays until that leg ends.
        if (OwnChannels.isSpy(id) && !own.ends(id, SPY_ENDS_WITHIN_MILLIS)) {
            throw new CommandRefused(Notice.of("asterisk.spy.stays"));
        }
    }

    @Override
    public void transfer(UUID request, LiveLeg by, String to) {
        connected().tell(new BlindTransferAction(by.leg(), settings.context(), dialled(to)));
    }

    @Override
    public void consult(UUID request, LiveLeg by, String to) {
        AmiCommands over = connected();
        if (settings.attendedTransfer() == AsteriskSettings.AttendedTransfer.DIALPLAN) {
            over.tell(new AtxferAction(by.leg(), settings.context(), dialled(to), 1));
            if (consulting.size() < MOST_CONSULTATIONS) {
                consulting.put(request, by.leg());
            }
        } else {
            ring(over, DialAction.of(settings, plan, by.party(), to, request), by.party());
        }
    }

    @Override
    public void join(UUID consultation, LiveLeg by, LiveLeg other, LiveLeg consulted) {
        AmiCommands over = connected();
        if (consulting.remove(consultation) != null) {
            over.tell(new HangupAction(by.leg(), NORMAL_CLEARING));
            return;
        }
        String second = own.running(consultation);
        if (consulted == null || second == null) {
            throw new CommandRefused(Notice.of("asterisk.consult.nobody"));
        }
        over.tell(new BridgeAction(other.leg(), consulted.leg()));
        // Both legs of our telephone have nobody to speak with now.
        over.tellIfThere(new HangupAction(by.leg(), NORMAL_CLEARING));
        over.tellIfThere(new HangupAction(second, NORMAL_CLEARING));
    }

    @Override
    public void pickUp(UUID request, LiveLeg ringing, String withExtension) {
        OriginateAction action = ownChannel(OwnChannels.PICKS + request, withExtension, ringing.party());
        action.setApplication("PickupChan");
        action.setData(ActionText.channelId(ringing.leg()));
        ring(connected(), action, withExtension);
    }

    @Override
    public void supervise(UUID request, LiveLeg agent, String withExtension, Supervision how) {
        OriginateAction action = ownChannel(OwnChannels.SPIES + request, withExtension, agent.party());
        action.setApplication("ChanSpy");
        // q: no announcement; u: by unique id, for a name would mean all that begin so; E, S: ends with the leg;
        // d: the keys 4, 5 and 6 change how.
        String options = switch (how) {
            case LISTEN -> "qudES";
            case WHISPER -> "qudwES";
            case BARGE -> "qudBES";
        };
        action.setData(ActionText.channelId(agent.leg()) + "," + options);
        ring(connected(), action, withExtension);
    }

    /** The spy's own keys, sent as if they were pressed at the supervisor's telephone: 4 listens, 5 whispers, 6 barges in. */
    @Override
    public void switchSupervision(UUID request, Supervision how) {
        AmiCommands over = connected();
        String id = own.running(request);
        if (id == null || !OwnChannels.isSpy(id)) {
            throw new CommandRefused(Notice.of("asterisk.command.gone"));
        }
        String key = switch (how) {
            case LISTEN -> "4";
            case WHISPER -> "5";
            case BARGE -> "6";
        };
        var press = new PlayDtmfAction(id, key);
        // Else its tone is played to the supervisor's ear.
        press.setReceive(true);
        over.tell(press);
    }

    private OriginateAction ownChannel(String id, String extension, String shown) {
        var action = new OriginateAction();
        action.setActionId(id);
        action.setChannelId(id);
        action.setChannel(settings.channel().replace("{extension}", ActionText.extension(extension)));
        action.setCallerId(shown == null ? "" : ActionText.number(shown));
        action.setTimeout(settings.ringSeconds() * 1000L);
        action.setAsync(true);
        return action;
    }

    @Override
    public void pauseInQueues(UUID request, String extension, boolean pause, String reason) {
        connected().pauseInQueues(ActionText.extension(extension), settings, pause, ActionText.reason(reason));
    }

    @Override
    public void pauseRecording(String leg, int recordings, boolean pause) {
        connected("asterisk.pause.only-listens").pauseRecording(leg, recordings, pause);
    }

    private String dialled(String to) {
        return ActionText.number(DialAction.dialled(settings, plan, ActionText.number(to)));
    }
}
