package org.ringbook.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** One call as one telephone lived through it. Times that did not happen are null. */
public record Dialog(List<SipEvent> events) {

    /** The INVITE, sent or received. */
    public Instant invitedAt() {
        return at(e -> e.isRequest("INVITE"));
    }

    /** First ring, here or there. */
    public Instant ringAt() {
        return at(e -> e.isResponse(180, "INVITE"));
    }

    /** First 200 to an INVITE. */
    public Instant answeredAt() {
        return at(e -> e.isResponse(200, "INVITE"));
    }

    /** The end: BYE, CANCEL, or the refusal of the INVITE. */
    public Instant endedAt() {
        return at(e -> e.isRequest("BYE") || e.isRequest("CANCEL") || refusal(e) != 0);
    }

    public boolean rang() {
        return ringAt() != null;
    }

    public boolean answered() {
        return answeredAt() != null;
    }

    /** We said goodbye, not the other side. */
    public boolean hungUp() {
        return events.stream().anyMatch(e -> e.sent() && e.isRequest("BYE"));
    }

    /** The caller gave up while it rang, as seen by either side. */
    public boolean cancelled() {
        return at(e -> e.isRequest("CANCEL")) != null;
    }

    /** Status of the refusal, or 0. */
    public int refusal() {
        return events.stream()
                .mapToInt(Dialog::refusal)
                .filter(s -> s != 0)
                .findFirst()
                .orElse(0);
    }

    /** Number that the INVITE shows as the caller. */
    public String from() {
        return events.get(0).header("From").replaceAll(".*<sip:([^@>]*)@.*", "$1");
    }

    /** Name that the INVITE shows as the caller; empty for none. */
    public String display() {
        String from =
                new String(events.get(0).header("From").getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return from.startsWith("\"") ? from.replaceAll("^\"([^\"]*)\".*$", "$1") : "";
    }

    /** What was dialled: the user part of the INVITE's address. */
    public String dialled() {
        return events.get(0).startLine().replaceAll("INVITE sip:([^@ ]*)@?.*", "$1");
    }

    /** When the telephone sent its first request of this method inside the call, such as REFER or INFO. */
    public Instant sentAt(String method) {
        return at(e -> e.sent() && e.isRequest(method));
    }

    /** When it sent the last one. */
    public Instant lastSentAt(String method) {
        return events.stream()
                .filter(e -> e.sent() && e.isRequest(method))
                .reduce((a, b) -> b)
                .map(SipEvent::at)
                .orElse(null);
    }

    /** How long it kept the other side on hold. */
    public Duration held() {
        Duration total = Duration.ZERO;
        Instant since = null;
        for (SipEvent event : events) {
            if (event.sent() && event.isRequest("INVITE")) {
                if (event.text().contains("a=sendonly")) {
                    since = event.at();
                } else if (since != null) {
                    total = total.plus(Duration.between(since, event.at()));
                    since = null;
                }
            }
        }
        return total;
    }

    String callId() {
        return events.get(0).callId();
    }

    /** Our side as the headers of a request in this dialog name it, with our tag. */
    String us() {
        return events.get(0).sent() ? events.get(0).header("From") : tagged(true);
    }

    /** The other side, with its tag. */
    String them() {
        return events.get(0).sent() ? tagged(false) : events.get(0).header("From");
    }

    /** Where the other side wants requests of this dialog to go. */
    String target() {
        return events.stream()
                .filter(e -> !e.sent() && !e.header("Contact").isEmpty())
                .reduce((a, b) -> b)
                .orElseThrow()
                .header("Contact")
                .replaceAll(".*<([^>]*)>.*", "$1");
    }

    /** Where we want them to go. */
    String contact() {
        return events.stream()
                .filter(e -> e.sent() && !e.header("Contact").isEmpty())
                .findFirst()
                .orElseThrow()
                .header("Contact");
    }

    /** Of our requests so far, the number of the last one. */
    int lastNumber() {
        return events.stream()
                .filter(e -> e.sent() && !e.startLine().startsWith("SIP/2.0 "))
                .mapToInt(e -> Integer.parseInt(e.cseq().replaceAll(" .*", "")))
                .max()
                .orElse(0);
    }

    private String tagged(boolean sent) {
        return events.stream()
                .filter(e -> e.sent() == sent && e.startLine().startsWith("SIP/2.0 "))
                .map(e -> e.header("To"))
                .filter(to -> to.contains(";tag="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the other side has not answered"));
    }

    private Instant at(Predicate<SipEvent> wanted) {
        return events.stream().filter(wanted).findFirst().map(SipEvent::at).orElse(null);
    }

    private static int refusal(SipEvent event) {
        if (event.startLine().startsWith("SIP/2.0 ") && event.cseq().endsWith(" INVITE")) {
            int status = Integer.parseInt(event.startLine().substring(8, 11));
            return status >= 300 ? status : 0;
        }
        return 0;
    }
}
