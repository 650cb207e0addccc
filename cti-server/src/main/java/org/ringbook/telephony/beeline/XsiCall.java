package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.List;

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

    record Redirection(XsiParty party, String reason) {}

    record Redirect(String to, String reason, Instant at) {}

    /** @return null when it lacks what each must have */
    static XsiCall of(Xml call) {
        String callId = call.text("callId");
        String tracking = call.text("extTrackingId");
        Instant start = time(call.text("startTime"));
        if (callId == null || start == null) {
            return null;
        }
        Xml acd = call.child("acdCallInfo").orElse(null);
        String recording = call.text("recordingState");
        return new XsiCall(
                callId,
                tracking == null ? callId : tracking,
                orEmpty(call.text("personality")),
                orEmpty(call.text("state")),
                call.child("releaseCause")
                        .map(why -> why.text("internalReleaseCause"))
                        .orElse(null),
                call.text("releasingParty"),
                call.child("remoteParty").map(XsiParty::of).orElse(XsiParty.NOBODY),
                came(call),
                call.child("redirect").map(XsiCall::redirect).orElse(null),
                acd == null ? null : acd.text("acdName") == null ? acd.text("acdNumber") : acd.text("acdName"),
                start,
                time(call.text("answerTime")),
                time(call.text("heldTime")),
                millis(call.text("totalHeldTime")),
                time(call.text("detachedTime")),
                time(call.text("releaseTime")),
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

    private static Redirect redirect(Xml redirect) {
        return new Redirect(
                redirect.text("address"), orEmpty(redirect.text("reason")), time(redirect.text("redirectTime")));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Instant time(String text) {
        Long millis = millis(text);
        return millis == null || millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static Long millis(String text) {
        return text == null || !text.matches("[0-9]{1,14}") ? null : Long.valueOf(text);
    }
}
