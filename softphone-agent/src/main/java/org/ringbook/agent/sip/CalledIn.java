package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Ending;

/** A call to us until we answered it or not. On the telephone's thread. */
final class CalledIn {

    private static final int PATIENCE_SECONDS = 32;
    /** A PBX takes back what it no longer wants; one that died does not. */
    private static final int LONGEST_RING_SECONDS = 300;

    final SipCall call;
    final ServerTransaction transaction;
    private final SipTelephone telephone;
    private final Requests requests;
    private final Request invite;
    private final String tag = Digest.newNonce();
    private boolean answered;
    private ScheduledFuture<?> ringLimit;

    CalledIn(SipCall call, SipTelephone telephone, Request invite, ServerTransaction transaction) {
        this.call = call;
        this.telephone = telephone;
        this.requests = call.requests;
        this.invite = invite;
        this.transaction = transaction;
    }

    void rings() throws SipException, ParseException, InvalidArgumentException {
        Response ringing = response(Response.RINGING);
        Dialog dialog = transaction.getDialog();
        call.dialogIs(dialog);
        if (Wishes.requires(invite, "100rel") && dialog != null) {
            Response reliable = dialog.createReliableProvisionalResponse(Response.RINGING);
            requests.dress(reliable);
            ((ToHeader) reliable.getHeader(ToHeader.NAME)).setTag(tag);
            dialog.sendReliableProvisionalResponse(reliable);
        } else {
            transaction.sendResponse(ringing);
        }
        call.dialogIs(transaction.getDialog());
        ringLimit = telephone.thread().schedule(this::rangOut, LONGEST_RING_SECONDS, TimeUnit.SECONDS);
    }

    private void rangOut() {
        if (!answered && !call.over()) {
            refuse(Response.TEMPORARILY_UNAVAILABLE, Ending.MISSED);
        }
    }

    private Response response(int code) throws ParseException {
        Response response = requests.answer(code, invite);
        ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(tag);
        return response;
    }

    void accept() {
        if (answered) {
            return;
        }
        answered();
        // Whoever only pretends to be the PBX gets no answer of ours, and so cannot acknowledge it: until then nobody
        // hears us.
        call.sound.mute(true);
        try {
            String offer = FromPbx.text(invite);
            Optional<String> sdp = offer.isEmpty() ? Optional.of(call.sound.offer()) : call.sound.answer(offer);
            if (sdp.isEmpty()) {
                refuse(Response.NOT_ACCEPTABLE_HERE, Ending.NOT_ACCEPTABLE);
                return;
            }
            Response ok = response(Response.OK);
            requests.body(ok, Negotiation.TYPE, sdp.get());
            call.timed(ok, invite);
            transaction.sendResponse(ok);
            call.dialogIs(transaction.getDialog());
            telephone.thread().schedule(this::unacknowledged, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            call.over(Ending.LOST, 0);
        }
    }

    private void unacknowledged() {
        if (!call.up()) {
            call.hangUp(Ending.LOST);
        }
    }

    void acknowledged(Request ack) {
        if (!answered || call.over() || call.up()) {
            return;
        }
        String answer = FromPbx.text(ack);
        if (!answer.isEmpty()) {
            call.sound.answered(answer);
        }
        if (!call.sound.agreed()) {
            call.hangUp(Ending.NOT_ACCEPTABLE);
            return;
        }
        call.sound.mute(false);
        call.established(null, invite);
    }

    private void answered() {
        answered = true;
        if (ringLimit != null) {
            ringLimit.cancel(false);
        }
    }

    void refuse(int code, Ending why) {
        answered();
        try {
            transaction.sendResponse(response(code));
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            // The call is over all the same.
        }
        call.over(why, code);
    }

    /** They gave up, or another telephone took it. */
    void cancelled(Request cancel) {
        if (answered || call.over()) {
            return;
        }
        refuse(
                Response.REQUEST_TERMINATED,
                Wishes.answeredElsewhere(cancel) ? Ending.ANSWERED_ELSEWHERE : Ending.MISSED);
    }
}
