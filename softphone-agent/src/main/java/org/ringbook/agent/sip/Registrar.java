package org.ringbook.agent.sip;

import java.text.ParseException;
import java.time.Duration;
import java.util.ListIterator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.Header;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Registration;
import org.ringbook.agent.phone.RegistrationState;

/** Keeps the PBX knowing where we are. On the telephone's thread. */
final class Registrar implements ResponseHandler {

    private static final int WANTED_SECONDS = 300;
    private static final int LONGEST_SECONDS = 7200;

    private final ScheduledExecutorService thread;
    private final Consumer<RegistrationState> told;
    private final Predicate<String> elsewhere;
    private final Registration registration =
            new Registration(() -> ThreadLocalRandom.current().nextDouble());
    private Requests requests;
    private String callId;
    private long cseq;
    private int wanted = WANTED_SECONDS;
    private ScheduledFuture<?> next;
    private Runnable gone;
    private int patience;
    /** Asked and answered; a question that is not the last one waits for nothing any more. */
    private long questions;

    /**
     * @param elsewhere told why the PBX cannot be registered at; whether another server of it is tried in its place
     */
    Registrar(ScheduledExecutorService thread, Consumer<RegistrationState> told, Predicate<String> elsewhere) {
        this.thread = thread;
        this.told = told;
        this.elsewhere = elsewhere;
    }

    /** From another address, or for the first time. */
    void over(Requests way) {
        requests = way;
        if (callId == null) {
            callId = way.newCallId();
        }
    }

    void register() {
        registration.asked();
        told.accept(registration.state());
        ask(wanted);
    }

    /** @param done run when the PBX said that it forgot us; not at all if it says nothing */
    void unregister(Runnable done) {
        cancel();
        gone = done;
        boolean known = registration.state().kind() == RegistrationState.Kind.REGISTERED;
        registration.off();
        told.accept(registration.state());
        if (known) {
            ask(0);
        } else {
            done.run();
        }
    }

    /** There is no way to the PBX now; the next try comes later. */
    void noWay(String why, Runnable again) {
        registration.failed(why);
        told.accept(registration.state());
        schedule(again);
    }

    void beginAnew() {
        cancel();
        registration.beginAnew();
    }

    /** @param seconds how long to wait for an answer, shorter than SIP would */
    void patience(int seconds) {
        patience = seconds;
    }

    private void ask(int seconds) {
        long number = ++questions;
        if (patience > 0) {
            thread.schedule(
                    () -> {
                        if (number == questions && gone == null) {
                            questions++;
                            silent();
                        }
                    },
                    patience,
                    TimeUnit.SECONDS);
        }
        try {
            Request request = requests.outside("REGISTER", requests.uri(null), null, callId, ++cseq);
            request.setHeader(requests.header("Expires", String.valueOf(seconds)));
            requests.send(request, null, this);
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    @Override
    public void sent(javax.sip.ClientTransaction transaction) {
        var header = (javax.sip.header.CSeqHeader) transaction.getRequest().getHeader("CSeq");
        cseq = Math.max(cseq, header.getSeqNumber());
    }

    @Override
    public void answered(Response response, Dialog dialog) {
        int code = response.getStatusCode();
        if (code < 200) {
            return;
        }
        questions++;
        if (gone != null) {
            gone.run();
            return;
        }
        if (code < 300) {
            granted(response);
        } else if (code == Response.INTERVAL_TOO_BRIEF && longer(response)) {
            ask(wanted);
        } else {
            failed(Answers.registering(code));
        }
    }

    private void granted(Response response) {
        if (movedTo(response)) {
            ask(wanted);
            return;
        }
        registration.granted(seconds(response));
        told.accept(registration.state());
        schedule(this::register);
    }

    /** A router between us writes another address on what we send; the PBX is told that one. */
    private boolean movedTo(Response response) {
        ViaHeader via = (ViaHeader) response.getHeader(ViaHeader.NAME);
        String host = via.getReceived() == null ? via.getHost() : via.getReceived();
        int port = via.getRPort() > 0 ? via.getRPort() : via.getPort();
        boolean udp = "udp".equalsIgnoreCase(via.getTransport());
        return udp && requests.reachedAt(host, port);
    }

    private int seconds(Response response) {
        ContactHeader own = null;
        try {
            String ours = requests.contact().getAddress().getURI().toString();
            for (ListIterator<?> all = response.getHeaders(ContactHeader.NAME); all.hasNext(); ) {
                ContactHeader contact = (ContactHeader) all.next();
                if (!contact.isWildCard()
                        && contact.getAddress().getURI().toString().equals(ours)) {
                    own = contact;
                }
            }
        } catch (ParseException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
        ExpiresHeader expires = response.getExpires();
        int seconds = own != null && own.getExpires() > 0
                ? own.getExpires()
                : expires == null ? WANTED_SECONDS : expires.getExpires();
        return Math.max(1, Math.min(LONGEST_SECONDS, seconds));
    }

    private boolean longer(Response response) {
        Header least = response.getHeader("Min-Expires");
        String value = least == null ? "" : Identity.value(least);
        int seconds = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        boolean more = seconds > wanted && seconds <= LONGEST_SECONDS;
        wanted = more ? seconds : wanted;
        return more;
    }

    @Override
    public void silent() {
        if (gone != null) {
            gone.run();
            return;
        }
        questions++;
        String why = requests.trouble();
        failed(why == null ? "timeout" : why);
    }

    private void failed(String why) {
        if (elsewhere.test(why)) {
            return;
        }
        registration.failed(why);
        told.accept(registration.state());
        schedule(this::register);
    }

    private void schedule(Runnable what) {
        cancel();
        Duration wait = registration.next();
        if (wait != null) {
            next = thread.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
