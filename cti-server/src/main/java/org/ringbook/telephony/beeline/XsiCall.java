package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;

/**
 * One employee's part in a call, as an event tells all of it that is known at that moment. Whatever is not told is null.
 *
 * @param callId of this part
 * @param tracking the same for all parts of a conversation; it changes when they are joined
 * @param personality "Originator", "Terminator" or "Click-to-Dial"
 * @param cause why it was not answered
 * @param releasedBy "localRelease" when the employee hung up, "remoteRelease" when the other one did
 * @param came how it came here, newest first
 * @param redirect where the employee sent it
 */
record XsiCall(
        String callId,
        String tracking,
        String personality,
        String state,
        String cause,
        String releasedBy,
        XsiParty remote,
        List<Redirection> came,
        Redirect redirect,
        String group,
        Instant start,
        Instant answer,
        Instant held,
        Long totalHeld,
        Instant detached,
        Instant release,
        boolean recorded) {

    private static final Set<String> PERSONALITIES = Set.of("Originator", "Terminator", "Click-to-Dial");
    private static final Set<String> STATES =
            Set.of("Alerting", "Active", "Held", "Remote Held", "Detached", "Released", "Idle");

    record Redirection(XsiParty party, String reason) {}

    record Redirect(String to, String reason, Instant at) {}

    /** @return null when it lacks what each must have */
    static XsiCall of(Xml call, Receipt receipt) {
        String callId = call.text("callId");
        String tracking = call.text("extTrackingId");
        Instant start = time(call, "startTime", receipt);
        if (!receipt.needs(callId, "callId") | !receipt.needs(start, "startTime")) {
            return null;
        }
        String personality = known(call, "personality", PERSONALITIES, receipt);
        String state = known(call, "state", STATES, receipt);
        Xml acd = call.child("acdCallInfo").orElse(null);
        String recording = call.text("recordingState");
        return new XsiCall(
                callId,
                tracking == null ? callId : tracking,
                personality,
                state,
                call.child("releaseCause")
                        .map(why -> why.text("internalReleaseCause"))
                        .orElse(null),
                call.text("releasingParty"),
                call.child("remoteParty").map(XsiParty::of).orElse(XsiParty.NOBODY),
                came(call),
                call.child("redirect")
                        .map(redirect -> redirect(redirect, receipt))
                        .orElse(null),
                acd == null ? null : acd.text("acdName") == null ? acd.text("acdNumber") : acd.text("acdName"),
                start,
                time(call, "answerTime", receipt),
                time(call, "heldTime", receipt),
                millis(call.text("totalHeldTime")),
                time(call, "detachedTime", receipt),
                time(call, "releaseTime", receipt),
                "Started".equals(recording) || "Paused".equals(recording));
    }

    private static List<Redirection> came(Xml call) {
        return call.child("redirections").stream()
                .flatMap(all -> all.all("redirection").stream())
                .filter(each -> each.child("party").isPresent())
                .limit(20)
                .map(each ->
                        new Redirection(XsiParty.of(each.child("party").orElseThrow()), orEmpty(each.text("reason"))))
                .toList();
    }

    private static Redirect redirect(Xml redirect, Receipt receipt) {
        return new Redirect(
                redirect.text("address"), orEmpty(redirect.text("reason")), time(redirect, "redirectTime", receipt));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** What is told, also when the documents of the PBX do not name it; empty when nothing is. */
    private static String known(Xml call, String field, Set<String> names, Receipt receipt) {
        String told = orEmpty(call.text(field));
        if (!told.isEmpty() && !names.contains(told)) {
            receipt.note(Problem.NOT_NAMED, field, told);
        }
        return told;
    }

    private static Instant time(Xml element, String field, Receipt receipt) {
        return receipt.time(Messages.TIMES, field, element.text(field));
    }

    private static Long millis(String text) {
        return text == null || !text.matches("[0-9]{1,9}") ? null : Long.valueOf(text);
    }
}
