package org.ringbook.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what one telephone does as a SIPp scenario. Every wait listens for the other side's end as well, so whoever
 * hangs up first, the telephone behaves like one.
 */
final class Scenario {

    /** What a telephone does in a conversation, each after a time since the step before. */
    sealed interface Step {
        Duration after();

        record HangUp(Duration after) implements Step {}

        record Hold(Duration after, Duration length) implements Step {}

        /** Digits pressed, each sent as SIP INFO. */
        record Digits(Duration after, String digits) implements Step {}

        record Refer(Duration after, String to) implements Step {}
    }

    private static final String OUR_VIA =
            "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-[pid]-[call_number]-";
    private static final String CONTACT = "Contact: <sip:[local_ip]:[local_port];transport=[transport]>";

    /** What it says in a conversation: a sound file of A-law bytes, repeated; null for a telephone that is silent. */
    private final Path voice;

    private static final Duration LINGER = Duration.ofSeconds(10);

    private final StringBuilder xml = new StringBuilder();
    private final List<String> variables = new ArrayList<>();
    /** Headers of our own requests in the dialog: who we are and who they are, as the two sides agreed. */
    private String ourHeaders;

    private String theirUri;
    /** Whether what we answer already carries our tag, as the requests inside a dialog do. */
    private boolean tagged;

    private int requests = 1;
    private int labels = 1;

    private Scenario(Path voice) {
        this.voice = voice;
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"lab\">\n");
    }

    /** A telephone that is called. */
    static String called(Path voice, Ringing ringing, List<Step> steps) {
        Scenario scenario = new Scenario(voice);
        scenario.takeInvite();
        scenario.ring(ringing, steps);
        return scenario.end();
    }

    /**
     * How a called telephone takes a call.
     *
     * @param after time from the first ring to the answer; null when it never answers by itself
     * @param answer SIP status of the answer, 200 or a refusal
     * @param redirect address to send the caller to, with 302
     * @param rings false for a telephone that refuses without a ring
     */
    record Ringing(Duration after, int answer, String redirect, boolean rings) {}

    private void takeInvite() {
        xml.append("""
                <recv request="INVITE" crlf="true"><action>
                  <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" assign_to="cseq"/>
                  <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
                  <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
                  <ereg regexp="sip:[^&gt;;]*" search_in="hdr" header="Contact:" assign_to="contact"/>
                </action></recv>
                """);
        variables.addAll(List.of("cseq", "from", "to", "contact"));
        ourHeaders = "From:[$to];tag=[pid]-[call_number]\nTo:[$from]";
        theirUri = "[$contact]";
    }

    private void ring(Ringing ringing, List<Step> steps) {
        if (ringing.rings()) {
            reply("SIP/2.0 180 Ringing", "");
        }
        String answer = label();
        String cancelled = label();
        waitFor("CANCEL", ringing.after(), answer, cancelled);
        if (ringing.after() != null) {
            mark(answer);
            if (ringing.answer() == 200) {
                send(
                        "SIP/2.0 200 OK",
                        lastHeaders() + CONTACT + "\nAllow: INVITE, ACK, CANCEL, BYE, INFO, REFER, NOTIFY\n",
                        sdp("sendrecv"),
                        true);
                xml.append("<recv request=\"ACK\" crlf=\"true\"/>\n");
                talk(steps);
            } else {
                String status = switch (ringing.answer()) {
                    case 302 -> "302 Moved Temporarily";
                    case 480 -> "480 Temporarily Unavailable";
                    case 486 -> "486 Busy Here";
                    case 503 -> "503 Service Unavailable";
                    case 404 -> "404 Not Found";
                    case 603 -> "603 Decline";
                    default -> ringing.answer() + " No";
                };
                String contact = ringing.redirect() == null ? "" : "Contact: <sip:" + ringing.redirect() + ">\n";
                send("SIP/2.0 " + status, lastHeaders() + contact, null, true);
                xml.append("<recv request=\"ACK\" crlf=\"true\"/>\n");
            }
            goTo("end");
        }
        mark(cancelled);
        reply("SIP/2.0 200 OK", "");
        // The answer to the INVITE itself: the last request was the CANCEL, whose headers differ in the method alone.
        send(
                "SIP/2.0 487 Request Terminated",
                "[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]-[call_number]\n[last_Call-ID:]\nCSeq: [$cseq] INVITE\n",
                null,
                true);
        xml.append("<recv request=\"ACK\" crlf=\"true\"/>\n");
    }

    /**
     * A telephone that calls.
     *
     * @param from the From header without its tag
     * @param givesUpAfter time until CANCEL; null when it waits for ever
     */
    static String caller(Path voice, String from, String extraHeaders, Duration givesUpAfter, List<Step> steps) {
        Scenario scenario = new Scenario(voice);
        scenario.call(from, extraHeaders, givesUpAfter, steps);
        return scenario.end();
    }

    private void call(String from, String extraHeaders, Duration givesUpAfter, List<Step> steps) {
        String to = "<sip:[service]@[remote_ip]:[remote_port]>";
        theirUri = "sip:[service]@[remote_ip]:[remote_port]";
        String common = "From: " + from + ";tag=[pid]-[call_number]\n";
        ourHeaders = common + "To: " + to + "[peer_tag_param]";
        String invite =
                OUR_VIA + "1\n" + common + "To: " + to + "\nCall-ID: [call_id]\nCSeq: 1 INVITE\nMax-Forwards: 70\n";
        send(
                "INVITE " + theirUri + " SIP/2.0",
                invite + CONTACT + "\nAllow: INVITE, ACK, CANCEL, BYE, INFO, REFER, NOTIFY\n" + extraHeaders,
                sdp("sendrecv"),
                true);
        String cancel = label();
        String refused = label();
        String timeout =
                givesUpAfter == null ? "" : " timeout=\"" + givesUpAfter.toMillis() + "\" ontimeout=\"" + cancel + "\"";
        for (int progress : List.of(100, 180, 181, 183)) {
            xml.append("<recv response=\"%d\" optional=\"true\"%s/>\n".formatted(progress, timeout));
        }
        for (int refusal : List.of(302, 403, 404, 408, 480, 486, 487, 500, 503, 603)) {
            xml.append(
                    "<recv response=\"%d\" optional=\"true\" next=\"%s\"%s/>\n".formatted(refusal, refused, timeout));
        }
        xml.append("<recv response=\"200\"%s/>\n".formatted(timeout));
        requests++;
        send("ACK " + theirUri + " SIP/2.0", inDialog("ACK", 1), null, false);
        talk(steps);
        goTo("end");
        if (givesUpAfter != null) {
            mark(cancel);
            send(
                    "CANCEL " + theirUri + " SIP/2.0",
                    OUR_VIA + "1\n" + common + "To: " + to + "\nCall-ID: [call_id]\nCSeq: 1 CANCEL\nMax-Forwards: 70\n",
                    null,
                    true);
            xml.append("<recv response=\"200\"/>\n<recv response=\"487\"/>\n");
            ackRefusal(common, to);
            goTo("end");
        }
        mark(refused);
        ackRefusal(common, to);
    }

    private void ackRefusal(String common, String to) {
        send(
                "ACK " + theirUri + " SIP/2.0",
                OUR_VIA + "1\n" + common + "To: " + to
                        + "[peer_tag_param]\nCall-ID: [call_id]\nCSeq: 1 ACK\nMax-Forwards: 70\n",
                null,
                false);
    }

    private void talk(List<Step> steps) {
        String bye = label();
        String over = label();
        boolean hungUp = false;
        tagged = true;
        // Asterisk's clock of a call is the sound that comes in: without it, keys pressed in a row get lost.
        if (voice != null) {
            xml.append("<nop><action><exec rtp_stream=\"").append(voice).append(",-1,8\"/></action></nop>\n");
        }
        for (Step step : steps) {
            String act = label();
            waitFor("BYE", step.after(), act, bye);
            mark(act);
            if (step instanceof Step.HangUp) {
                request("BYE", "", null, " next=\"" + over + "\"");
                hungUp = true;
                break;
            } else if (step instanceof Step.Hold hold) {
                reinvite("sendonly");
                String resume = label();
                waitFor("BYE", hold.length(), resume, bye);
                mark(resume);
                reinvite("sendrecv");
            } else if (step instanceof Step.Digits digits) {
                for (char digit : digits.digits().toCharArray()) {
                    request("INFO", "Content-Type: application/dtmf-relay\n", "Signal=" + digit + "\nDuration=100\n");
                    xml.append("<pause milliseconds=\"80\"/>\n");
                }
            } else if (step instanceof Step.Refer refer) {
                request(
                        "REFER",
                        "Refer-To: <sip:" + refer.to() + "@[remote_ip]>\nReferred-By: <sip:[local_ip]>\n",
                        null);
            }
        }
        if (!hungUp) {
            waitFor("BYE", null, null, bye);
        }
        mark(bye);
        reply("SIP/2.0 200 OK", "");
        mark(over);
        listenOn();
        tagged = false;
    }

    /**
     * Waits for a request that ends something; a time, when given, leads to another label. Reports on a transfer may
     * come meanwhile.
     */
    private void waitFor(String request, Duration time, String onTime, String onRequest) {
        String timeout = time == null ? "" : " timeout=\"" + time.toMillis() + "\" ontimeout=\"" + onTime + "\"";
        String again = label();
        String notified = label();
        mark(again);
        if (request.equals("BYE")) {
            xml.append("<recv request=\"NOTIFY\" optional=\"true\" next=\"%s\"%s/>\n".formatted(notified, timeout));
        }
        xml.append("<recv request=\"%s\" next=\"%s\"%s/>\n".formatted(request, onRequest, timeout));
        if (request.equals("BYE")) {
            mark(notified);
            replyAndGoTo(again);
        }
    }

    /** Reports on a transfer come after the goodbye too; unanswered they would be repeated into the next story. */
    private void listenOn() {
        String again = label();
        mark(again);
        xml.append("<recv request=\"NOTIFY\" timeout=\"%d\" ontimeout=\"end\"/>\n".formatted(LINGER.toMillis()));
        replyAndGoTo(again);
    }

    private void reinvite(String direction) {
        int number = request("INVITE", CONTACT + "\n", sdp(direction));
        send("ACK " + theirUri + " SIP/2.0", inDialog("ACK", number), null, false);
    }

    /** Sends a request within the dialog and waits until it is done. */
    private int request(String method, String headers, String body) {
        return request(method, headers, body, "");
    }

    private int request(String method, String headers, String body, String whenDone) {
        int number = 100 + requests++;
        send(method + " " + theirUri + " SIP/2.0", inDialog(method, number) + headers, body, true);
        xml.append("<recv response=\"100\" optional=\"true\"/>\n");
        if (method.equals("REFER")) {
            xml.append("<recv response=\"202\"/>\n");
        } else {
            xml.append("<recv response=\"200\"" + whenDone + "/>\n");
        }
        return number;
    }

    private String inDialog(String method, int number) {
        return OUR_VIA + method + number + "\n" + ourHeaders + "\nCall-ID: [call_id]\nCSeq: " + number + " " + method
                + "\nMax-Forwards: 70\n" + (method.equals("REFER") ? CONTACT + "\n" : "");
    }

    private void reply(String status, String headers) {
        send(status, lastHeaders() + CONTACT + "\n" + headers, null, false);
    }

    /** In one element: at a jump of its own that follows a message SIPp stays until the next one comes, and is lost. */
    private void replyAndGoTo(String label) {
        send("SIP/2.0 200 OK", lastHeaders() + CONTACT + "\n", null, " next=\"" + label + "\"");
    }

    private static String lastHeaders() {
        return "[last_Via:]\n[last_From:]\n[last_To:]@TAG@\n[last_Call-ID:]\n[last_CSeq:]\n";
    }

    private void send(String start, String headers, String body, boolean repeat) {
        send(start, headers, body, repeat ? " retrans=\"500\"" : "");
    }

    private void send(String start, String headers, String body, String attributes) {
        String tag = tagged ? "" : ";tag=[pid]-[call_number]";
        String text = start + "\n" + headers.replace("@TAG@", tag);
        if (body == null) {
            text += "Content-Length: 0\n\n";
        } else {
            text += (body.startsWith("v=0") ? "Content-Type: application/sdp\n" : "") + "Content-Length: [len]\n\n"
                    + body;
        }
        xml.append("<send")
                .append(attributes)
                .append("><![CDATA[\n\n")
                .append(text)
                .append("\n]]></send>\n");
    }

    private String sdp(String direction) {
        return """
                v=0
                o=lab 1 1 IN IP[local_ip_type] [local_ip]
                s=-
                c=IN IP[media_ip_type] [media_ip]
                t=0 0
                m=audio [%s] RTP/AVP 8
                a=rtpmap:8 PCMA/8000
                a=%s
                """.formatted(voice == null ? "media_port" : "rtpstream_audio_port", direction);
    }

    private String label() {
        return String.valueOf(labels++);
    }

    private void mark(String label) {
        xml.append("<label id=\"").append(label).append("\"/>\n");
    }

    private void goTo(String label) {
        xml.append("<nop next=\"").append(label).append("\"/>\n");
    }

    private String end() {
        mark("end");
        if (!variables.isEmpty()) {
            xml.append("<Reference variables=\"")
                    .append(String.join(",", variables))
                    .append("\"/>\n");
        }
        return xml.append("</scenario>\n").toString();
    }
}
