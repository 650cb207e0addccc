package org.ringbook.demo.sip;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a telephone that is registered at the demo. Any thread; what is told comes on the stack's. */
public final class SipLeg {

    private static final Logger LOG = LoggerFactory.getLogger(SipLeg.class);

    private final SipStack stack;
    private final RtpAudio sound;
    private volatile Events events = new Events() {};
    private ServerTransaction asked;
    private ClientTransaction rings;
    private Dialog dialog;
    private boolean up;
    private boolean over;

    /** What the telephone does. Must not wait. */
    public interface Events {

        default void answered() {}

        /** The other end is put on hold, or talked with again. */
        default void holds(boolean on) {}

        /** It hung up (0), rejected (code 400 and above), or was never there. */
        default void over(int code) {}
    }

    SipLeg(SipStack stack, RtpAudio sound) {
        this.stack = stack;
        this.sound = sound;
    }

    /** Who is told from now on what the telephone does. */
    public void tells(Events told) {
        events = told;
    }

    synchronized boolean isOver() {
        return over;
    }

    // A telephone calls.

    synchronized boolean asks(Request invite, ServerTransaction transaction) throws SipException, ParseException {
        asked = transaction;
        dialog = transaction.getDialog();
        String offer = text(invite);
        return sound.take(offer);
    }

    /** It rings at the other end. */
    public synchronized void ringing() {
        send(Response.RINGING);
    }

    /** The other end is there. */
    public synchronized void answer() {
        if (asked != null && !up && !over) {
            up = true;
            sound.begin();
            send(Response.OK);
        }
    }

    private void send(int code) {
        if (asked == null || over) {
            return;
        }
        try {
            Response response = stack.answer(code, asked.getRequest());
            if (code == Response.OK) {
                stack.describe(response, sound.description());
            }
            asked.sendResponse(response);
            dialog = asked.getDialog();
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            LOG.debug("A telephone of the demo is gone: {}", gone.toString());
        }
    }

    // A telephone is called.

    synchronized void calls(ClientTransaction transaction) throws SipException {
        rings = transaction;
        transaction.sendRequest();
    }

    String description() {
        return sound.description();
    }

    void answered(Response response, Dialog with) throws SipException, InvalidArgumentException {
        boolean fresh;
        synchronized (this) {
            if (response.getStatusCode() < 200) {
                return;
            }
            if (response.getStatusCode() >= 300) {
                ended(response.getStatusCode());
                return;
            }
            dialog = with;
            with.sendAck(with.createAck(((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber()));
            fresh = !up;
            if (fresh && sound.take(text(response))) {
                up = true;
                sound.begin();
            }
            if (over) {
                bye();
                return;
            }
        }
        if (fresh) {
            events.answered();
        }
    }

    // Within.

    boolean has(Dialog other) {
        return dialog != null && dialog == other;
    }

    boolean rings(ClientTransaction transaction) {
        return rings == transaction;
    }

    boolean isAsked(Request cancel) {
        return asked != null && SipRegistrar.callId(asked.getRequest()).equals(SipRegistrar.callId(cancel));
    }

    /** Hold and the like: what the telephone wants now. */
    String again(String offer) {
        boolean held = sound.isHeld();
        if (!offer.isEmpty()) {
            sound.take(offer);
        }
        if (held != sound.isHeld()) {
            events.holds(!held);
        }
        return sound.description();
    }

    /** The telephone ended it. @param code 0 for a call that was talked in */
    void ended(int code) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            sound.close();
        }
        events.over(code);
    }

    synchronized void cancelled() throws SipException, ParseException, InvalidArgumentException {
        if (!up) {
            asked.sendResponse(stack.answer(Response.REQUEST_TERMINATED, asked.getRequest()));
        }
    }

    /** Ends it from here: hangs up, refuses, or stops ringing. @param elsewhere somebody else has answered it */
    public void end(int code, boolean elsewhere) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            sound.close();
            try {
                if (up) {
                    bye();
                } else if (asked != null) {
                    asked.sendResponse(stack.answer(code, asked.getRequest()));
                } else if (rings != null) {
                    cancel(elsewhere);
                }
            } catch (SipException | ParseException | InvalidArgumentException gone) {
                LOG.debug("A telephone of the demo is gone: {}", gone.toString());
            }
        }
    }

    private void bye() throws SipException {
        if (dialog != null && dialog.getState() == DialogState.CONFIRMED) {
            dialog.sendRequest(stack.provider.getNewClientTransaction(dialog.createRequest(Request.BYE)));
        }
    }

    private void cancel(boolean elsewhere) throws SipException, ParseException {
        Request cancel = rings.createCancel();
        if (elsewhere) {
            cancel.setHeader(stack.header("Reason", "SIP;cause=200;text=\"Call completed elsewhere\""));
        }
        stack.provider.getNewClientTransaction(cancel).sendRequest();
    }

    static String text(Message message) {
        byte[] content = message.getRawContent();
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }
}
