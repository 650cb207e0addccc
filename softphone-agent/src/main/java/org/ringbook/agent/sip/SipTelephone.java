package org.ringbook.agent.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.Media;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.RegistrationState;
import org.ringbook.agent.phone.Signalling;

/**
 * The telephone's SIP side: one account at one PBX. Everything happens on the telephone's thread, which whoever made it gives; the
 * stack's own threads only hand over to it.
 */
public final class SipTelephone implements Signalling {

    private static final long WATCH_MILLIS = 5_000;
    /** A clock that jumped by more was asleep. */
    private static final long ASLEEP_MILLIS = 15_000;

    private static final long KEEP_ALIVE_SECONDS = 25;
    /** With another server at hand nobody waits as long as SIP would. */
    private static final Set<String> SERVER_TROUBLES =
            Set.of("timeout", "unreachable", "unknown_host", "unavailable", "certificate");

    private static final int SERVER_PATIENCE_SECONDS = 5;

    /** As whom at the server that is in use now. */
    private volatile Account account;

    private final Media media;
    private final ScheduledExecutorService thread;
    private final Map<String, SipCall> calls = new LinkedHashMap<>();
    private final Map<String, CallingOut> callingOut = new LinkedHashMap<>();
    private final Map<String, CalledIn> calledIn = new LinkedHashMap<>();
    private final Registrar registrar;
    private final Mailbox mailbox;
    private int serversTried;
    private Phone phone;
    private volatile Endpoint endpoint;
    private Requests requests;
    private long watchedAt;
    private volatile boolean closed;

    /** @param thread the telephone's: one thread */
    public SipTelephone(Account account, Media media, ScheduledExecutorService thread) {
        this.account = account;
        this.media = media;
        this.thread = thread;
        this.registrar = new Registrar(thread, this::registrationIs, this::elsewhere);
        this.registrar.patience(account.others().isEmpty() ? 0 : SERVER_PATIENCE_SECONDS);
        this.mailbox = new Mailbox(thread, messages -> phone.messagesAre(messages));
    }

    /** Registers, and keeps registered, whatever becomes of the network. On the telephone's thread. */
    public void start(Phone of) {
        phone = of;
        watchedAt = System.currentTimeMillis();
        thread.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::keepAlive, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        connect();
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            endpoint = Endpoint.open(account, new Listening(this));
            requests = new Requests(account, endpoint);
            registrar.over(requests);
            mailbox.over(requests, account.user());
            registrar.register();
        } catch (UnknownHostException noSuchName) {
            noWay("unknown_host");
        } catch (IOException noWay) {
            noWay("unreachable");
        }
    }

    private void noWay(String why) {
        if (!elsewhere(why)) {
            registrar.noWay(why, this::connect);
        }
    }

    private void registrationIs(RegistrationState state) {
        phone.registrationIs(state);
        if (state.kind() == RegistrationState.Kind.REGISTERED) {
            serversTried = 0;
            mailbox.registered();
        }
    }

    /**
     * The PBX does not answer here: the next of its servers is asked, at once as long as not all of them were. A call that goes on is
     * not given up for that, and a wrong password is as wrong elsewhere.
     */
    private boolean elsewhere(String why) {
        if (account.others().isEmpty() || closed || !calls.isEmpty() || !SERVER_TROUBLES.contains(why)) {
            return false;
        }
        boolean all = ++serversTried > account.others().size();
        serversTried = all ? 0 : serversTried;
        account = account.elsewhere();
        Endpoint left = endpoint;
        endpoint = null;
        if (left != null) {
            // Not from within the answer that it gave.
            thread.execute(left::close);
        }
        if (all) {
            registrar.noWay(why, this::connect);
        } else {
            thread.execute(this::connect);
        }
        return true;
    }

    /** Every few seconds: whether the machine slept, or has another address now. */
    private void watch() {
        long now = System.currentTimeMillis();
        boolean slept = now - watchedAt > WATCH_MILLIS + ASLEEP_MILLIS;
        watchedAt = now;
        if (endpoint == null || closed) {
            return;
        }
        try {
            InetAddress pbx = endpoint.pbx.getAddress();
            if (slept || !Endpoint.localTowards(pbx, account.port()).equals(endpoint.host)) {
                reconnect();
            }
        } catch (IOException noNetwork) {
            // When there is one again, it is seen here.
        }
    }

    private void reconnect() {
        List.copyOf(calls.values()).forEach(call -> call.over(Ending.LOST, 0));
        endpoint.close();
        endpoint = null;
        registrar.beginAnew();
        connect();
    }

    /** Over a connection a question shows whether it still is one; without it that would be known minutes later. */
    private void keepAlive() {
        if (endpoint == null || closed) {
            return;
        }
        endpoint.keepAlive();
        if (account.transport() != Account.Transport.UDP || !account.others().isEmpty()) {
            askWhetherThere(endpoint);
        }
    }

    private void askWhetherThere(Endpoint asked) {
        if (phone.registration().kind() != RegistrationState.Kind.REGISTERED) {
            return;
        }
        try {
            SipURI pbx = requests.uri(null);
            Request question = requests.outside("OPTIONS", pbx, pbx, requests.newCallId(), 1);
            requests.send(question, null, new ResponseHandler() {
                @Override
                public void answered(Response response, Dialog of) {}

                @Override
                public void silent() {
                    if (asked == endpoint && !closed) {
                        registrar.register();
                    }
                }
            });
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    /** Ends all calls, tells the PBX, waits for nothing. On the telephone's thread. @param done when nothing is left to do */
    public void stop(Runnable done) {
        List.copyOf(calls.keySet()).forEach(this::end);
        closed = true;
        mailbox.stop();
        if (endpoint == null) {
            done.run();
            return;
        }
        Endpoint closing = endpoint;
        registrar.unregister(() -> {
            if (endpoint != null) {
                endpoint = null;
                closing.close();
                done.run();
            }
        });
    }

    boolean signalsEncrypted() {
        return account.signalsEncrypted();
    }

    ScheduledExecutorService thread() {
        return thread;
    }

    Phone phone() {
        return phone;
    }

    Requests requests() {
        return requests;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    // What the person does.

    @Override
    public void invite(String id, String number) {
        if (endpoint == null) {
            phone.over(id, Ending.LOST, 0);
            return;
        }
        try {
            SipCall call = new SipCall(id, false, this, negotiation(id));
            var out = new CallingOut(call, this);
            calls.put(id, call);
            callingOut.put(id, out);
            out.call(requests.uri(number));
        } catch (ParseException notAnAddress) {
            phone.over(id, Ending.NOT_FOUND, 0);
        } catch (IllegalStateException noPorts) {
            phone.over(id, Ending.FAILED, 0);
        }
    }

    private Negotiation negotiation(String id) {
        return new Negotiation(
                media.open(id, endpoint.host),
                account.asksForEncryption(),
                account.encryption() == Account.Encryption.REQUIRED);
    }

    @Override
    public void accept(String id) {
        CalledIn in = calledIn.get(id);
        if (in != null) {
            in.accept();
        }
    }

    @Override
    public void refuse(String id, int code) {
        CalledIn in = calledIn.get(id);
        if (in != null) {
            in.refuse(code, Ending.REJECTED);
        }
    }

    @Override
    public void end(String id) {
        SipCall call = calls.get(id);
        if (call == null) {
            return;
        }
        CallingOut out = callingOut.get(id);
        CalledIn in = calledIn.get(id);
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
        SipCall call = calls.get(id);
        if (call != null) {
            call.hold(on);
        }
    }

    @Override
    public void mute(String id, boolean on) {
        SipCall call = calls.get(id);
        if (call != null) {
            call.sound.mute(on);
        }
    }

    @Override
    public void digits(String id, String keys) {
        SipCall call = calls.get(id);
        if (call != null) {
            call.digits(keys, account.digits());
        }
    }

    @Override
    public void transfer(String id, String number) {
        SipCall call = calls.get(id);
        if (call != null) {
            try {
                call.transfer().to(requests.uri(number).toString(), us());
            } catch (ParseException notAnAddress) {
                phone.transferIs(id, "failed", Response.ADDRESS_INCOMPLETE);
            }
        }
    }

    @Override
    public void join(String id, String second) {
        SipCall call = calls.get(id);
        SipCall asked = calls.get(second);
        if (call != null && asked != null) {
            call.transfer().to(asked, asked.dialog().getRemoteParty().getURI().toString(), us());
        }
    }

    @Override
    public void mix(String id, String second, boolean on) {
        SipCall call = calls.get(id);
        SipCall other = calls.get(second);
        if (call != null && other != null) {
            call.sound.media().mix(other.sound.media(), on);
        }
    }

    private String us() {
        try {
            return requests.uri(account.user()).toString();
        } catch (ParseException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    /** How a call sounds; null when there is no such call. On the telephone's thread. */
    public MediaQuality quality(String id) {
        SipCall call = calls.get(id);
        return call == null ? null : call.sound.media().quality();
    }

    void forget(SipCall call) {
        calls.remove(call.id);
        callingOut.remove(call.id);
        calledIn.remove(call.id);
    }

    // What the PBX says; on the telephone's thread.

    void answered(ClientTransaction transaction, Response response, Dialog dialog) {
        if (requests != null && !requests.answered(transaction, response, dialog) && dialog != null) {
            answeredLate(response, dialog);
        }
    }

    /** A second telephone says yes to a call of ours when the stack has forgotten who asked. */
    private void answeredLate(Response response, Dialog dialog) {
        CSeqHeader cseq = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
        boolean yes = response.getStatusCode() / 100 == 2 && cseq.getMethod().equals(Request.INVITE);
        String callId = ((CallIdHeader) response.getHeader(CallIdHeader.NAME)).getCallId();
        List.copyOf(callingOut.values()).stream()
                .filter(out -> yes && out.is(callId))
                .forEach(out -> out.answered(response, dialog));
    }

    void asked(Request request, ServerTransaction transaction, Dialog dialog) {
        try {
            if (requests == null || new Refusals(requests).refused(request, transaction) > 0) {
                return;
            }
            SipCall call = callOf(dialog);
            switch (request.getMethod()) {
                case "ACK" -> acknowledged(call, request);
                case "CANCEL" -> cancelled(request, transaction);
                case "INVITE" -> {
                    if (call == null || dialog.getState() == null) {
                        called(request, transaction);
                    } else {
                        call.asks(request, transaction);
                    }
                }
                default -> {
                    if (call != null) {
                        call.asks(request, transaction);
                    } else {
                        outside(request, transaction);
                    }
                }
            }
        } catch (SipException | ParseException | InvalidArgumentException goneMeanwhile) {
            // Nobody waits for this answer any more.
        } catch (RuntimeException unreadable) {
            refuse(request, transaction);
        }
    }

    /** What nobody can read is said to be so, instead of leaving them to repeat it. */
    private void refuse(Request request, ServerTransaction transaction) {
        if (transaction == null || "ACK".equals(request.getMethod())) {
            return;
        }
        try {
            transaction.sendResponse(requests.answer(Response.BAD_REQUEST, request));
        } catch (SipException | ParseException | InvalidArgumentException goneMeanwhile) {
            // Nobody waits for this answer any more.
        }
    }

    private SipCall callOf(Dialog dialog) {
        return dialog == null
                ? null
                : calls.values().stream()
                        .filter(call -> call.dialog() == dialog)
                        .findFirst()
                        .orElse(null);
    }

    private void acknowledged(SipCall call, Request ack) {
        if (call == null) {
            return;
        }
        CalledIn in = calledIn.get(call.id);
        if (in != null && !call.up()) {
            in.acknowledged(ack);
        } else {
            call.acknowledged(ack);
        }
    }

    private void cancelled(Request cancel, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        transaction.sendResponse(requests.answer(Response.OK, cancel));
        String callId = callId(cancel);
        List.copyOf(calledIn.values()).stream()
                .filter(in -> callId(in.transaction.getRequest()).equals(callId))
                .forEach(in -> in.cancelled(cancel));
    }

    private static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private void called(Request invite, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        if (closed || endpoint == null) {
            transaction.sendResponse(requests.answer(Response.TEMPORARILY_UNAVAILABLE, invite));
            return;
        }
        String offer = text(invite);
        if (!offer.isEmpty() && Sdp.read(offer).isEmpty()) {
            transaction.sendResponse(requests.answer(Response.NOT_ACCEPTABLE_HERE, invite));
            return;
        }
        String id = phone.incoming(
                Identity.of(invite),
                callId(invite),
                Wishes.answerAfter(invite),
                call -> take(call, invite, transaction));
        if (id == null) {
            transaction.sendResponse(requests.answer(Response.BUSY_HERE, invite));
        }
    }

    private void take(String id, Request invite, ServerTransaction transaction) {
        try {
            SipCall call = new SipCall(id, true, this, negotiation(id));
            var in = new CalledIn(call, this, invite, transaction);
            calls.put(id, call);
            calledIn.put(id, in);
            in.rings();
        } catch (SipException | ParseException | InvalidArgumentException | IllegalStateException goneOrNoPorts) {
            thread.execute(() -> lost(id));
        }
    }

    private void lost(String id) {
        SipCall call = calls.get(id);
        if (call == null) {
            phone.over(id, Ending.FAILED, 0);
        } else {
            call.over(Ending.LOST, 0);
        }
    }

    private void outside(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        if (request.getMethod().equals("NOTIFY")) {
            mailbox.told(request);
        }
        int code = switch (request.getMethod()) {
            case "OPTIONS", "NOTIFY" -> Response.OK;
            case "BYE", "INFO", "UPDATE", "PRACK" -> Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
            case "REFER" -> Response.DECLINE;
            default -> Response.METHOD_NOT_ALLOWED;
        };
        transaction.sendResponse(requests.answer(code, request));
    }

    static String text(Message message) {
        byte[] content = message.getRawContent();
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    /** Whether a message comes from the PBX: nobody else is answered, so that scanners of the internet do not make it ring. */
    static boolean from(InetAddress pbx, Message message) {
        return message instanceof SIPMessage real && pbx.equals(real.getRemoteAddress());
    }
}
