package org.ringbook.demo.beeline;

import java.time.Duration;
import org.ringbook.demo.beeline.BeelineLeg.Party;

/** One call of the PBX, played step by step; each step is told at once to whoever has subscribed. */
public final class BeelineCall {

    public static final String LOCAL = "localRelease";
    public static final String REMOTE = "remoteRelease";
    public static final String BUSY = "Busy";
    public static final String UNREACHABLE = "Temporarily Unavailable";
    public static final String NOT_PICKED_UP = "Request Timeout";

    private static final BeelineCloud.Employee GROUP =
            new BeelineCloud.Employee("MPBX_00001_hg_1@mpbx.sip.beeline.ru", null, null, "Продажи Продажи");

    private final BeelineCloud cloud;
    private final String client;
    private final String line;
    private final String tracking;

    /** @param client null for a hidden number */
    BeelineCall(BeelineCloud cloud, String client, String line, String tracking) {
        this.cloud = cloud;
        this.client = client;
        this.line = line;
        this.tracking = tracking;
    }

    public String tracking() {
        return tracking;
    }

    private BeelineLeg leg(BeelineCloud.Employee employee, String personality, Party remote) {
        var leg = new BeelineLeg(employee, cloud.newCallId(), tracking, personality, cloud.now());
        leg.remote = remote;
        return leg;
    }

    private Party ofLine(String name, String userId) {
        return new Party(name, "tel:+" + line, userId, null, "Group");
    }

    /** The group takes the call, as a machine that answers. */
    public BeelineLeg queue() {
        BeelineLeg leg = leg(GROUP, "Terminator", Party.outside(client));
        cloud.tell("CallReceivedEvent", leg);
        answers(leg);
        return leg;
    }

    /** The telephone rings for the call from outside. */
    public BeelineLeg rings(String extension) {
        BeelineLeg leg = leg(cloud.employee(extension), "Terminator", Party.outside(client));
        if (line != null) {
            leg.redirected(ofLine(GROUP.name(), GROUP.userId()), "hunt-group");
        }
        cloud.tell("CallReceivedEvent", leg);
        return leg;
    }

    /** A telephone that is not registered does not ring. */
    public BeelineLeg unreachable(String extension) {
        BeelineLeg leg = leg(cloud.employee(extension), "Terminator", Party.outside(client));
        ends(leg, REMOTE, UNREACHABLE);
        return leg;
    }

    /** The mobile of the employee rings in the place of their telephone. */
    public BeelineLeg follows(BeelineLeg from, String mobile) {
        BeelineLeg leg = leg(from.employee, "Originator", Party.outside(mobile));
        leg.redirected(Party.of(from.employee), "follow-me");
        cloud.tell("CallForwardedEvent", leg);
        return leg;
    }

    public BeelineLeg dials(String extension, String number) {
        boolean colleague = number.length() < 6;
        BeelineLeg leg = leg(
                cloud.employee(extension),
                "Originator",
                colleague ? Party.of(cloud.employee(number)) : Party.outside(number));
        cloud.tell("CallOriginatedEvent", leg);
        return leg;
    }

    /** The telephone of the colleague who was dialled. */
    public BeelineLeg ringsFor(BeelineLeg caller, String extension) {
        BeelineLeg leg = leg(cloud.employee(extension), "Terminator", Party.of(caller.employee));
        leg.tracking = caller.tracking;
        cloud.tell("CallReceivedEvent", leg);
        return leg;
    }

    /** The employee's own telephone rings for a click. */
    public BeelineLeg clicked(String extension, String number) {
        BeelineLeg leg = leg(cloud.employee(extension), "Click-to-Dial", Party.outside(number));
        cloud.tell("CallOriginatingEvent", leg);
        return leg;
    }

    public void picksUp(BeelineLeg leg) {
        leg.personality = "Originator";
        cloud.tell("CallOriginatedEvent", leg);
    }

    public void answers(BeelineLeg... legs) {
        for (BeelineLeg leg : legs) {
            leg.state = "Active";
            leg.answer = cloud.now();
            leg.recorded = cloud.records(leg);
            cloud.tell("CallAnsweredEvent", leg);
        }
    }

    public void holds(BeelineLeg leg) {
        leg.state = "Held";
        leg.held = cloud.now();
        cloud.tell("CallHeldEvent", leg);
    }

    public void resumes(BeelineLeg leg) {
        leg.state = "Active";
        leg.totalHeld += Duration.between(leg.held, cloud.now()).toMillis();
        leg.held = null;
        cloud.tell("CallRetrievedEvent", leg);
    }

    public void ends(BeelineLeg leg, String by) {
        ends(leg, by, null);
    }

    /** @param cause why it was not answered; may be null */
    public void ends(BeelineLeg leg, String by, String cause) {
        leg.cause = cause;
        if (BUSY.equals(cause) && leg.personality.equals("Originator")) {
            leg.state = "Active";
            cloud.tell("CallReleasingEvent", leg);
        }
        leg.state = "Released";
        leg.releasedBy = cause == null ? by : null;
        leg.release = cloud.now();
        cloud.tell("CallReleasedEvent", leg);
        cloud.log(leg);
    }

    /** The employee sends the caller to a colleague without asking; that telephone rings. */
    public BeelineLeg handsOn(BeelineLeg from, String extension) {
        detach(from, "tel:" + extension);
        cloud.tell("CallRedirectedEvent", from);
        BeelineLeg to = leg(cloud.employee(extension), "Terminator", from.remote);
        to.redirected(Party.of(from.employee), "transfer");
        cloud.tell("CallReceivedEvent", to);
        cloud.log(from);
        return to;
    }

    private void detach(BeelineLeg leg, String to) {
        leg.state = "Detached";
        leg.detached = cloud.now();
        if (leg.held != null) {
            leg.totalHeld += Duration.between(leg.held, cloud.now()).toMillis();
            leg.held = null;
        }
        leg.redirectedTo(to, "transfer", cloud.now());
    }

    /** The employee connects the caller with the colleague whom they asked on a second line. */
    public void joins(BeelineLeg caller, BeelineLeg second, BeelineLeg colleague) {
        detach(caller, second.remote.address());
        detach(second, caller.remote.address());
        second.tracking = caller.tracking;
        cloud.tell("CallRedirectedEvent", caller, second);
        colleague.tracking = caller.tracking;
        colleague.remote = caller.remote;
        cloud.tell("CallTransferredEvent", colleague);
        cloud.log(caller);
    }

    /** A colleague takes the call that rings elsewhere, which gets another tracking id. */
    public BeelineLeg picksUpElsewhere(BeelineLeg ringing, String extension) {
        String other = cloud.newTracking();
        BeelineLeg by = leg(cloud.employee(extension), "Originator", null);
        by.tracking = other;
        by.remote = new Party(null, "tel:*8", null, null, "Group");
        cloud.tell("CallOriginatedEvent", by);
        by.remote = ringing.remote;
        answers(by);
        ringing.tracking = other;
        cloud.tell("CallPickedUpEvent", ringing);
        ends(ringing, REMOTE);
        return by;
    }
}
