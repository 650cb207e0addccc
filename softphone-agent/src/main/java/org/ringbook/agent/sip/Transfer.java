package org.ringbook.agent.sip;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.Dialog;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Ending;

/** Handing a call on (RFC 3515, 3891): the PBX is asked to, and tells how it goes. On the telephone's thread. */
final class Transfer implements ResponseHandler {

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})\\b.*", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 30;

    private final SipCall call;
    private final ScheduledExecutorService thread;
    private ScheduledFuture<?> patience;
    /** The PBX was asked and has not said no. */
    private boolean wanted;
    /** The call that we asked in; null when it goes to a number. */
    private SipCall second;

    Transfer(SipCall call, ScheduledExecutorService thread) {
        this.call = call;
        this.thread = thread;
    }

    /** The PBX was asked to and has not refused: whoever it takes out of their call now was handed on. */
    boolean wanted() {
        return wanted;
    }

    void to(String uri, String us) {
        refer("<" + uri + ">", us);
    }

    /** To the other end of a second call, in whose place the caller comes. */
    void to(SipCall asked, String uri, String us) {
        second = asked;
        asked.joinedBy(this);
        Dialog dialog = asked.dialog();
        String replaces = dialog.getCallId().getCallId() + ";to-tag=" + dialog.getRemoteTag() + ";from-tag="
                + dialog.getLocalTag();
        refer(
                "<" + uri + "?Replaces="
                        + URLEncoder.encode(replaces, StandardCharsets.UTF_8).replace("+", "%20") + ">",
                us);
    }

    private void refer(String target, String us) {
        wanted = true;
        call.send(
                "REFER",
                request -> {
                    request.setHeader(call.requests.header("Refer-To", target));
                    request.setHeader(call.requests.header("Referred-By", "<" + us + ">"));
                },
                this);
    }

    @Override
    public void answered(Response response, Dialog of) {
        int code = response.getStatusCode();
        if (code >= 300) {
            failed(code);
        } else if (code >= 200 && !call.over()) {
            call.phone.transferIs(call.id, "asked", 0);
            // Who says no more has done it.
            patience = thread.schedule(this::done, PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void silent() {
        failed(Response.REQUEST_TIMEOUT);
    }

    /** A line of the answer that the target gave. */
    void told(Request notify) {
        Matcher status = STATUS.matcher(FromPbx.text(notify).strip());
        if (!Wishes.all(notify, "Event").startsWith("refer") || !status.matches()) {
            return;
        }
        int code = Integer.parseInt(status.group(1));
        if (code >= 300) {
            failed(code);
        } else if (code >= 200) {
            done();
        }
    }

    /** The PBX hung up on us, as it does once the caller is there: who says it before the answer of the target says it all the same. */
    void overThere() {
        if (wanted) {
            call.phone.transferIs(call.id, "done", 0);
        }
    }

    private void failed(int code) {
        wanted = false;
        second = null;
        cancel();
        call.phone.transferIs(call.id, "failed", code);
    }

    private void done() {
        if (call.over()) {
            return;
        }
        cancel();
        call.phone.transferIs(call.id, "done", 0);
        SipCall asked = second;
        call.hangUp(Ending.TRANSFERRED);
        if (asked != null) {
            asked.hangUp(Ending.TRANSFERRED);
        }
    }

    void cancel() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }
}
