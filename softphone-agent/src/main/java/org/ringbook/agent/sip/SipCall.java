package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.Secrecy;

/** One call once both sides know each other (a dialog): what it changes, and how it ends. On the telephone's thread. */
final class SipCall {

    private static final int PENDING = 491;
    private static final String KEYS_TYPE = "application/dtmf-relay";

    final String id;
    final boolean incoming;
    final Phone phone;
    final Requests requests;
    final Negotiation sound;
    final SessionTimer timer;
    private final SipTelephone telephone;
    private final Transfer transfer;
    private final Queue<Character> keysWaiting = new ArrayDeque<>();
    private Dialog dialog;
    private boolean up;
    private boolean over;
    private boolean changing;
    private boolean theyUpdate;
    /** By which another call's caller comes in our place; null for none. */
    private Transfer joinedBy;

    SipCall(String id, boolean incoming, SipTelephone telephone, Negotiation sound) {
        this.id = id;
        this.incoming = incoming;
        this.telephone = telephone;
        this.phone = telephone.phone();
        this.requests = telephone.requests();
        this.sound = sound;
        this.timer = new SessionTimer(telephone.thread(), this::refresh, () -> hangUp(Ending.LOST));
        this.transfer = new Transfer(this, telephone.thread());
    }

    void dialogIs(Dialog now) {
        dialog = now;
    }

    Dialog dialog() {
        return dialog;
    }

    boolean up() {
        return up;
    }

    boolean over() {
        return over;
    }

    Transfer transfer() {
        return transfer;
    }

    void joinedBy(Transfer by) {
        joinedBy = by;
    }

    /** Both calls of a transfer are hung up by the PBX, in whatever order. */
    private boolean handedOn() {
        return transfer.wanted() || joinedBy != null && joinedBy.wanted();
    }

    /** Both sides have said yes. */
    void established(Response or, Request theirs) {
        up = true;
        secrecyIs();
        theyUpdate = or != null ? Wishes.allows(or, "UPDATE") : Wishes.allows(theirs, "UPDATE");
        phone.established(id);
        if (sound.heldThere()) {
            phone.heldThere(id, true);
        }
    }

    /** After everything that was agreed on: the padlock shows how sound goes now. */
    private void secrecyIs() {
        phone.secrecyIs(id, Secrecy.of(telephone.signalsEncrypted(), sound.encrypted()));
    }

    void over(Ending why, int code) {
        if (over) {
            return;
        }
        over = true;
        timer.cancel();
        transfer.cancel();
        // Who is told finds recordings whole, and may still ask how it sounded.
        sound.close();
        phone.over(id, why, code, sound.agreed() ? sound.media().quality() : null);
        telephone.forget(this);
    }

    /** We end it. */
    void hangUp(Ending why) {
        if (over) {
            return;
        }
        if (dialog != null && dialog.getState() == DialogState.CONFIRMED) {
            send("BYE", request -> {}, null);
        }
        over(why, 0);
    }

    // Requests of ours within the call.

    /** What a request needs beyond the usual. */
    interface Filled {
        void with(Request request) throws ParseException;
    }

    /** @param heard null when the answer does not matter */
    void send(String method, Filled filled, ResponseHandler heard) {
        ResponseHandler waits = heard == null ? new Unheard() : heard;
        try {
            Request request = requests.inside(dialog, method);
            filled.with(request);
            requests.send(request, dialog, waits);
        } catch (SipException | ParseException gone) {
            waits.silent();
        }
    }

    private static final class Unheard implements ResponseHandler {
        @Override
        public void answered(Response response, Dialog of) {}

        @Override
        public void silent() {}
    }

    void acknowledge(Response response) {
        try {
            long number = ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber();
            dialog.sendAck(dialog.createAck(number));
        } catch (SipException | InvalidArgumentException gone) {
            over(Ending.LOST, 0);
        }
    }

    void hold(boolean on) {
        changing = true;
        sound.hold(on);
        change(sound.offer(), new ResponseHandler() {
            @Override
            public void answered(Response response, Dialog of) {
                int code = response.getStatusCode();
                if (code >= 200 && code < 300) {
                    holdIs(on);
                } else if (code >= 300) {
                    holdRefused(on, code);
                }
            }

            @Override
            public void silent() {
                holdRefused(on, Response.REQUEST_TIMEOUT);
            }
        });
    }

    private void holdIs(boolean on) {
        changing = false;
        phone.holdIs(id, on);
        phone.heldThere(id, sound.heldThere());
    }

    private void holdRefused(boolean on, int code) {
        changing = false;
        sound.holdAsBefore();
        if (code == PENDING) {
            // Both asked at once: who made the call waits longer (RFC 3261, 14.1).
            long wait = incoming
                    ? ThreadLocalRandom.current().nextLong(0, 2000)
                    : ThreadLocalRandom.current().nextLong(2100, 4000);
            telephone.thread().schedule(() -> holdAgain(on), wait, TimeUnit.MILLISECONDS);
            return;
        }
        phone.holdFailed(id);
        goneIf(code);
    }

    private void holdAgain(boolean on) {
        if (!over) {
            hold(on);
        }
    }

    /** The other side has forgotten the call (RFC 3261, 12.2.1.2). */
    private void goneIf(int code) {
        if (code == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || code == Response.REQUEST_TIMEOUT) {
            hangUp(Ending.LOST);
        }
    }

    /** A new INVITE within the call; its answer's sound is taken over and acknowledged before anybody hears of it. */
    private void change(String offer, ResponseHandler heard) {
        send(
                "INVITE",
                request -> {
                    requests.body(request, Negotiation.TYPE, offer);
                    expires(request);
                },
                new ResponseHandler() {
                    @Override
                    public void answered(Response response, Dialog of) {
                        int code = response.getStatusCode();
                        if (code >= 200 && code < 300) {
                            acknowledge(response);
                            sound.answered(FromPbx.text(response));
                            secrecyIs();
                            timer.answered(response);
                        }
                        heard.answered(response, of);
                    }

                    @Override
                    public void silent() {
                        heard.silent();
                    }
                });
    }

    private void expires(Request request) throws ParseException {
        request.setHeader(requests.header("Session-Expires", SessionTimer.WANTED_SECONDS + ";refresher=uac"));
        request.setHeader(requests.header("Min-SE", String.valueOf(SessionTimer.LEAST_SECONDS)));
    }

    /** The call goes on: nothing of its sound changes. */
    private void refresh() {
        if (changing || over) {
            return;
        }
        ResponseHandler heard = new ResponseHandler() {
            @Override
            public void answered(Response response, Dialog of) {
                int code = response.getStatusCode();
                if (code >= 200 && code < 300) {
                    timer.answered(response);
                } else if (code >= 300) {
                    goneIf(code);
                }
            }

            @Override
            public void silent() {
                hangUp(Ending.LOST);
            }
        };
        if (theyUpdate) {
            send("UPDATE", this::expires, heard);
        } else {
            change(sound.offer(), heard);
        }
    }

    /** Where the other side does not take them in the stream of sound, they go as messages. */
    void digits(String keys, Account.DigitsBy by) {
        if (by == Account.DigitsBy.TONES) {
            sound.media().tones(keys);
            return;
        }
        if (by == Account.DigitsBy.RTP && sound.keysInSound()) {
            sound.digits(keys);
            return;
        }
        boolean idle = keysWaiting.isEmpty();
        keys.chars().forEach(key -> keysWaiting.add((char) key));
        if (idle) {
            nextKey();
        }
    }

    private void nextKey() {
        Character key = keysWaiting.peek();
        if (key == null || over || dialog == null) {
            return;
        }
        send(
                "INFO",
                request -> requests.body(request, KEYS_TYPE, "Signal=" + key + "\r\nDuration=160\r\n"),
                new ResponseHandler() {
                    @Override
                    public void answered(Response response, Dialog of) {
                        if (response.getStatusCode() >= 200) {
                            keysWaiting.poll();
                            nextKey();
                        }
                    }

                    @Override
                    public void silent() {
                        keysWaiting.clear();
                    }
                });
    }

    // Requests of theirs within the call.

    void asks(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        switch (request.getMethod()) {
            case "BYE" -> {
                transaction.sendResponse(requests.answer(Response.OK, request));
                transfer.overThere();
                over(handedOn() ? Ending.TRANSFERRED : Ending.HUNG_UP_THERE, 0);
            }
            case "INVITE", "UPDATE" -> theyChange(request, transaction);
            case "NOTIFY" -> {
                transaction.sendResponse(requests.answer(Response.OK, request));
                transfer.told(request);
            }
            case "REFER" -> transaction.sendResponse(requests.answer(Response.DECLINE, request));
            case "INFO", "PRACK", "OPTIONS" -> transaction.sendResponse(requests.answer(Response.OK, request));
            default -> transaction.sendResponse(requests.answer(Response.METHOD_NOT_ALLOWED, request));
        }
    }

    private void theyChange(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        boolean invite = request.getMethod().equals("INVITE");
        String offer = FromPbx.text(request);
        if (changing && (invite || !offer.isEmpty())) {
            transaction.sendResponse(requests.answer(PENDING, request));
            return;
        }
        String answer = null;
        if (!offer.isEmpty()) {
            answer = sound.answer(offer).orElse(null);
        } else if (invite) {
            answer = sound.everything();
        }
        if (answer == null && (invite || !offer.isEmpty())) {
            transaction.sendResponse(requests.answer(Response.NOT_ACCEPTABLE_HERE, request));
            return;
        }
        Response response = requests.answer(Response.OK, request);
        if (answer != null) {
            requests.body(response, Negotiation.TYPE, answer);
        }
        timed(response, request);
        transaction.sendResponse(response);
        if (up) {
            secrecyIs();
            phone.heldThere(id, sound.heldThere());
            if (Identity.asserted(request)) {
                phone.partyIs(id, Identity.of(request));
            }
        }
    }

    void timed(Response response, Request request) throws ParseException {
        String agreed = timer.asked(request);
        if (agreed != null) {
            response.setHeader(requests.header("Session-Expires", agreed));
            if (Wishes.supports(request, "timer")) {
                response.setHeader(requests.header("Require", "timer"));
            }
        }
    }

    /** Their answer to an offer of ours, when it comes with the ACK. */
    void acknowledged(Request ack) {
        String answer = FromPbx.text(ack);
        if (!answer.isEmpty()) {
            sound.answered(answer);
            secrecyIs();
            phone.heldThere(id, sound.heldThere());
        }
    }
}
