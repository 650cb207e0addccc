package org.ringbook.telephony.mango;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.fold.LiveLeg;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.CallCommands;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.operators.ApiLink;

/**
 * What Mango is told to do with calls. It names its own legs, one of which holds both who calls and who is called: the one is meant
 * in which a telephone takes part last. Nobody can be listened to, and queues are paused in its own contact centre alone.
 */
final class MangoCommands implements CallCommands {

    private static final Set<Capability> ALL = EnumSet.of(
            Capability.ORIGINATE,
            Capability.HANG_UP,
            Capability.BLIND_TRANSFER,
            Capability.ATTENDED_TRANSFER,
            Capability.PICK_UP,
            Capability.HOLD);

    private final MangoDialling dialling;
    private final Heard heard;
    private final ApiLink link;

    MangoCommands(MangoDialling dialling, Heard heard, ApiLink link) {
        this.dialling = dialling;
        this.heard = heard;
        this.link = link;
    }

    @Override
    public Set<Capability> capabilities() {
        return ALL;
    }

    @Override
    public void originate(UUID request, String fromExtension, String to) {
        requireLink();
        dialling.callback(fromExtension, to, request);
    }

    @Override
    public Optional<String> callOf(UUID request) {
        return heard.entryOf(request);
    }

    @Override
    public void cancel(UUID request) {
        requireLink();
        dialling.hangUp(
                heard.hops().ofCommand(request).orElseThrow(() -> new CommandRefused(Notice.of("mango.command.gone"))));
    }

    @Override
    public void hangUp(UUID request, LiveLeg leg) {
        requireLink();
        dialling.hangUp(hop(leg));
    }

    @Override
    public void transfer(UUID request, LiveLeg by, String to) {
        requireLink();
        dialling.transfer(hop(by), by.party(), to, false, request);
    }

    @Override
    public void consult(UUID request, LiveLeg by, String to) {
        requireLink();
        dialling.transfer(hop(by), by.party(), to, true, request);
    }

    /** Mango joins both when who consulted hangs up; its command for the consultation would cancel it. */
    @Override
    public void join(UUID consultation, LiveLeg by, LiveLeg other, LiveLeg consulted) {
        throw new CommandRefused(Notice.of("mango.consult.hang-up"));
    }

    @Override
    public void pickUp(UUID request, LiveLeg ringing, String withExtension) {
        requireLink();
        dialling.route(hop(ringing), withExtension);
    }

    @Override
    public void hold(UUID request, LiveLeg by) {
        requireLink();
        dialling.hold(hop(by), by.party());
    }

    private String hop(LiveLeg leg) {
        return heard.hops().of(leg.party()).orElseThrow(() -> new CommandRefused(Notice.of("mango.command.gone")));
    }

    private void requireLink() {
        if (!link.isUp()) {
            throw new DialRefused(link.note());
        }
    }
}
