package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.concurrent.ScheduledExecutorService;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.Media;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.Signalling;

/**
 * The telephone's SIP side: one account at one PBX. Everything happens on the telephone's thread, which whoever made it gives; the
 * stack's own threads only hand over to it.
 */
public final class SipTelephone implements Signalling {

    private final Media media;
    private final ScheduledExecutorService thread;
    private final SipCalls calls = new SipCalls();
    private final PbxLink link;
    private final FromPbx fromPbx;
    private Phone phone;

    /** @param thread the telephone's: one thread */
    public SipTelephone(Account account, Media media, ScheduledExecutorService thread) {
        this.media = media;
        this.thread = thread;
        this.link = new PbxLink(account, thread, calls, () -> new Listening(this), () -> phone);
        this.fromPbx = new FromPbx(this, link, calls);
    }

    /** Registers, and keeps registered, whatever becomes of the network. On the telephone's thread. */
    public void start(Phone of) {
        phone = of;
        link.start();
    }

    /** Ends all calls, tells the PBX, waits for nothing. On the telephone's thread. @param done when nothing is left to do */
    public void stop(Runnable done) {
        calls.all().forEach(call -> end(call.id));
        link.stop(done);
    }

    boolean signalsEncrypted() {
        return link.account().signalsEncrypted();
    }

    ScheduledExecutorService thread() {
        return thread;
    }

    Phone phone() {
        return phone;
    }

    Requests requests() {
        return link.requests();
    }

    Endpoint endpoint() {
        return link.endpoint();
    }

    // What the person does.

    @Override
    public void invite(String id, String number) {
        if (link.endpoint() == null) {
            phone.over(id, Ending.LOST, 0);
            return;
        }
        try {
            SipCall call = new SipCall(id, false, this, negotiation(id));
            var out = new CallingOut(call, this);
            calls.add(out);
            out.call(requests().uri(number));
        } catch (ParseException notAnAddress) {
            phone.over(id, Ending.NOT_FOUND, 0);
        } catch (IllegalStateException noPorts) {
            phone.over(id, Ending.FAILED, 0);
        }
    }

    Negotiation negotiation(String id) {
        Account account = link.account();
        return new Negotiation(
                media.open(id, link.endpoint().host),
                account.asksForEncryption(),
                account.encryption() == Account.Encryption.REQUIRED);
    }

    @Override
    public void accept(String id) {
        CalledIn in = calls.calledIn(id);
        if (in != null) {
            in.accept();
        }
    }

    @Override
    public void refuse(String id, int code) {
        CalledIn in = calls.calledIn(id);
        if (in != null) {
            in.refuse(code, Ending.REJECTED);
        }
    }

    @Override
    public void end(String id) {
        SipCall call = calls.find(id);
        if (call == null) {
            return;
        }
        CallingOut out = calls.callingOut(id);
        CalledIn in = calls.calledIn(id);
        if (call.up()) {
            call.hangUp(Ending.HUNG_UP);
        } else if (out != null) {
            out.cancel();
        } else if (in != null && call.dialog() != null) {
            // Answered here, not yet acknowledged there: it can only be hung up.
            call.hangUp(Ending.HUNG_UP);
        }
    }

    @Override
    public void hold(String id, boolean on) {
        SipCall call = calls.find(id);
        if (call != null) {
            call.hold(on);
        }
    }

    @Override
    public void mute(String id, boolean on) {
        SipCall call = calls.find(id);
        if (call != null) {
            call.sound.mute(on);
        }
    }

    @Override
    public void digits(String id, String keys) {
        SipCall call = calls.find(id);
        if (call != null) {
            call.digits(keys, link.account().digits());
        }
    }

    @Override
    public void transfer(String id, String number) {
        SipCall call = calls.find(id);
        if (call != null) {
            try {
                call.transfer().to(requests().uri(number).toString(), us());
            } catch (ParseException notAnAddress) {
                phone.transferIs(id, "failed", Response.ADDRESS_INCOMPLETE);
            }
        }
    }

    @Override
    public void join(String id, String second) {
        SipCall call = calls.find(id);
        SipCall asked = calls.find(second);
        if (call != null && asked != null) {
            call.transfer().to(asked, asked.dialog().getRemoteParty().getURI().toString(), us());
        }
    }

    @Override
    public void mix(String id, String second, boolean on) {
        SipCall call = calls.find(id);
        SipCall other = calls.find(second);
        if (call != null && other != null) {
            call.sound.media().mix(other.sound.media(), on);
        }
    }

    private String us() {
        try {
            return requests().uri(link.account().user()).toString();
        } catch (ParseException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    /** How a call sounds; null when there is no such call. On the telephone's thread. */
    public MediaQuality quality(String id) {
        SipCall call = calls.find(id);
        return call == null ? null : call.sound.media().quality();
    }

    void forget(SipCall call) {
        calls.forget(call);
    }

    FromPbx fromPbx() {
        return fromPbx;
    }
}
