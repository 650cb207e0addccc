package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Ending;

/** A call of ours until it is answered or not. On the telephone's thread. */
final class CallingOut implements ResponseHandler {

    private static final int MOST_REDIRECTIONS = 3;
    private static final int PATIENCE_SECONDS = 32;

    final SipCall call;
    private final SipTelephone telephone;
    private final Requests requests;
    private final Set<String> acknowledgedEarly = new HashSet<>();
    /** Until one of them has the call. */
    private final List<Response> heardBefore = new ArrayList<>();

    private ClientTransaction invite;
    private boolean heardOf;
    private boolean cancelWanted;
    private boolean cancelSent;
    private int redirections;
    private int timerSeconds = SessionTimer.WANTED_SECONDS;
    private int timerLeast = SessionTimer.LEAST_SECONDS;

    CallingOut(SipCall call, SipTelephone telephone) {
        this.call = call;
        this.telephone = telephone;
        this.requests = call.requests;
    }

    void call(SipURI to) {
        try {
            Request request = requests.outside("INVITE", to, to, requests.newCallId(), 1);
            requests.body(request, Negotiation.TYPE, call.sound.offer());
            timed(request);
            call.phone.known(call.id, ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId());
            requests.send(request, null, this);
        } catch (ParseException | InvalidArgumentException notAnAddress) {
            call.over(Ending.NOT_FOUND, 0);
        }
    }

    private void timed(Request request) throws ParseException {
        request.setHeader(requests.header("Session-Expires", timerSeconds + ";refresher=uac"));
        request.setHeader(requests.header("Min-SE", String.valueOf(timerLeast)));
    }

    boolean is(String callId) {
        return callId.equals(callId());
    }

    /** Null while nothing was sent. */
    String callId() {
        return invite == null ? null : ((CallIdHeader) invite.getRequest().getHeader(CallIdHeader.NAME)).getCallId();
    }

    @Override
    public void sent(ClientTransaction transaction) {
        invite = transaction;
    }

    @Override
    public void answered(Response response, Dialog dialog) {
        int code = response.getStatusCode();
        if (code < 200) {
            heardOf = true;
            early(response, dialog);
        } else if (code < 300) {
            yes(response, dialog);
        } else if (code == 422 && longer(response)) {
            again();
        } else if (notSo(code) && !cancelWanted && call.sound.inTheClear()) {
            again();
        } else if (code < 400 && redirected(response)) {
            return;
        } else {
            call.over(cancelWanted && code == Response.REQUEST_TERMINATED ? Ending.CANCELLED : Answers.of(code), code);
        }
    }

    @Override
    public void silent() {
        call.over(cancelWanted ? Ending.CANCELLED : Ending.LOST, Response.REQUEST_TIMEOUT);
    }

    // While it rings there.

    private void early(Response response, Dialog dialog) {
        if (cancelWanted) {
            sendCancel();
            return;
        }
        if (response.getStatusCode() == Response.TRYING || dialog == null) {
            return;
        }
        call.dialogIs(dialog);
        String sdp = FromPbx.text(response);
        // The first one counts; a ring that comes after the network's own sound does not take that away.
        if (!sdp.isEmpty() && !call.sound.agreed()) {
            call.sound.answered(sdp);
        }
        reliable(response, dialog);
        call.phone.ringsThere(call.id);
    }

    private void reliable(Response response, Dialog dialog) {
        String number = Wishes.all(response, "RSeq");
        if (!Wishes.requires(response, "100rel")
                || number.isEmpty()
                || !acknowledgedEarly.add(tag(response) + number)) {
            return;
        }
        try {
            Request prack = dialog.createPrack(response);
            requests.dress(prack);
            requests.send(prack, dialog, new ResponseHandler() {
                @Override
                public void answered(Response answer, Dialog of) {}

                @Override
                public void silent() {}
            });
        } catch (SipException | ParseException gone) {
            // They ask again; if they do not, the call ends by their patience.
        }
    }

    private static String tag(Response response) {
        return ((ToHeader) response.getHeader(ToHeader.NAME)).getTag();
    }

    void cancel() {
        cancelWanted = true;
        if (heardOf) {
            sendCancel();
        }
    }

    /** Only once something was heard: a CANCEL must not overtake what it cancels. */
    private void sendCancel() {
        if (cancelSent) {
            return;
        }
        cancelSent = true;
        try {
            Request cancel = invite.createCancel();
            requests.send(cancel, null, new ResponseHandler() {
                @Override
                public void answered(Response response, Dialog of) {}

                @Override
                public void silent() {}
            });
        } catch (SipException tooLate) {
            // The answer is there already, and says what became of it.
        }
        telephone.thread().schedule(() -> call.over(Ending.CANCELLED, 0), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    // Answered.

    private void yes(Response response, Dialog dialog) {
        if (call.over() || call.up()) {
            // The same one again, or one of those that are told otherwise: see heardYes.
            return;
        }
        if (dialog == null) {
            refuse(response);
            call.over(Ending.FAILED, 0);
            return;
        }
        call.dialogIs(dialog);
        call.acknowledge(response);
        if (call.over()) {
            return;
        }
        if (cancelWanted) {
            // They answered in the moment in which we gave up.
            call.hangUp(Ending.CANCELLED);
            return;
        }
        String sdp = FromPbx.text(response);
        boolean agreed = sdp.isEmpty() ? call.sound.agreed() : call.sound.answered(sdp);
        if (!agreed) {
            call.hangUp(Ending.NOT_ACCEPTABLE);
            return;
        }
        if (Identity.asserted(response)) {
            call.phone.partyIs(call.id, Identity.of(response));
        }
        call.timer.answered(response);
        call.established(response, null);
        heardBefore.forEach(this::heardYes);
        heardBefore.clear();
    }

    /** Every yes of whomever it rings at. The first one has the call, and comes by {@link #answered}; others are told that nobody is there. */
    void heardYes(Response response) {
        if (!call.up()) {
            heardBefore.add(response);
        } else if (!call.dialog().getRemoteTag().equals(tag(response))) {
            refuse(response);
        }
    }

    private void refuse(Response response) {
        new SecondAnswer(requests, response).refuse(telephone.thread());
    }

    // Not so, but otherwise.

    /** They do not like our sound. Only a PBX that has proven who it is gets it in the clear instead, or one whom we asked in the clear. */
    private static boolean notSo(int code) {
        return code == Response.NOT_ACCEPTABLE_HERE
                || code == Response.NOT_ACCEPTABLE
                || code == Response.SESSION_NOT_ACCEPTABLE
                || code == Response.UNSUPPORTED_MEDIA_TYPE;
    }

    private boolean longer(Response response) {
        String least = Wishes.all(response, "Min-SE").split("[;\\n]")[0].strip();
        int seconds = least.matches("[0-9]{1,5}") ? Integer.parseInt(least) : 0;
        if (seconds <= timerLeast) {
            return false;
        }
        timerLeast = seconds;
        timerSeconds = Math.max(timerSeconds, seconds);
        return true;
    }

    private void again() {
        try {
            Request request = requests.outsideAgain(invite.getRequest());
            requests.body(request, Negotiation.TYPE, call.sound.offer());
            timed(request);
            requests.send(request, null, this);
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            call.over(Ending.FAILED, 0);
        }
    }

    /** To another number of the same PBX; to strangers we do not follow. */
    private boolean redirected(Response response) {
        Header header = response.getHeader(ContactHeader.NAME);
        if (cancelWanted
                || redirections++ >= MOST_REDIRECTIONS
                || !(header instanceof ContactHeader contact)
                || !(contact.getAddress().getURI() instanceof SipURI uri)
                || uri.getUser() == null) {
            return false;
        }
        try {
            call(requests.uri(uri.getUser()));
            return true;
        } catch (ParseException notAnAddress) {
            return false;
        }
    }
}
