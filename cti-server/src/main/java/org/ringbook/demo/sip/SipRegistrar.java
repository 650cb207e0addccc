package org.ringbook.demo.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which telephones are there, lets them call and rings them. UDP on this machine alone. Any thread. */
public final class SipRegistrar implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SipRegistrar.class);
    private static final int EXPIRES = 300;

    /** Whoever dials it hears themselves. */
    public static final String ECHO = "600";

    /** Whoever is called by telephones. On the stack's thread; must not wait. */
    public interface Switchboard {

        /**
         * A telephone dialled.
         *
         * @param leg to ring, answer and end; who wants to be told of it says so at once
         */
        void dialled(String extension, String number, SipLeg leg);
    }

    private final InetAddress here;
    private final SipStack stack;
    private final Function<String, String> secrets;
    private final SipPassword password = new SipPassword();
    private final Map<String, URI> telephones = new ConcurrentHashMap<>();
    private final List<SipLeg> legs = new CopyOnWriteArrayList<>();
    private final Heard heard = new Heard();
    private volatile Switchboard switchboard = (extension, number, leg) -> leg.end(Response.NOT_FOUND, false);

    /**
     * @param port 0 for any free one
     * @param secrets of a telephone by its extension; null for one that is not ours
     * @throws IOException when the port is taken
     */
    public SipRegistrar(InetAddress here, int port, Function<String, String> secrets) throws IOException {
        this.here = here;
        this.secrets = secrets;
        this.stack = new SipStack(here, port, heard);
    }

    public void connects(Switchboard to) {
        switchboard = to;
    }

    /** Where telephones register: 127.0.0.1:5070. */
    public String address() {
        return stack.host + ":" + stack.port;
    }

    /** Whether a telephone with that extension is registered. */
    public boolean isHere(String extension) {
        return telephones.containsKey(extension);
    }

    /**
     * Rings a telephone that is here.
     *
     * @param number of the caller; empty when it is withheld
     * @param name of the caller; null for none
     * @param byItself whether the telephone is asked to answer by itself
     * @throws IOException when it cannot be rung
     */
    public SipLeg ring(String extension, String number, String name, boolean byItself, SipLeg.Events events)
            throws IOException {
        try {
            var leg = new SipLeg(stack, new RtpAudio(here, false));
            leg.tells(events);
            Request invite = stack.invite(telephones.get(extension), number, name);
            if (byItself) {
                invite.setHeader(stack.header("Call-Info", "<sip:" + address() + ">;answer-after=0"));
            }
            stack.describe(invite, leg.description());
            legs.add(leg);
            leg.calls(stack.provider.getNewClientTransaction(invite));
            return leg;
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            throw new IOException(gone.getMessage(), gone);
        }
    }

    static String callId(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    @Override
    public void close() {
        legs.forEach(leg -> leg.end(Response.TEMPORARILY_UNAVAILABLE, false));
        stack.close();
    }

    private final class Heard implements SipListener {

        @Override
        public void processRequest(RequestEvent event) {
            Request request = event.getRequest();
            try {
                ServerTransaction transaction = event.getServerTransaction();
                if (transaction == null && !"ACK".equals(request.getMethod())) {
                    transaction = stack.provider.getNewServerTransaction(request);
                }
                take(request, transaction, event.getDialog());
            } catch (SipException | ParseException | InvalidArgumentException | IOException gone) {
                LOG.debug("A telephone of the demo said what cannot be answered: {}", gone.toString());
            } catch (RuntimeException unreadable) {
                LOG.debug("A telephone of the demo said what cannot be read", unreadable);
            }
        }

        @Override
        public void processResponse(ResponseEvent event) {
            try {
                for (SipLeg leg : legs) {
                    boolean invite = event.getClientTransaction() != null && leg.rings(event.getClientTransaction());
                    if (invite) {
                        leg.answered(event.getResponse(), event.getDialog());
                    }
                }
            } catch (SipException | InvalidArgumentException gone) {
                LOG.debug("A telephone of the demo is gone: {}", gone.toString());
            }
        }

        @Override
        public void processTimeout(TimeoutEvent event) {
            if (!event.isServerTransaction()) {
                legs.stream()
                        .filter(leg -> leg.rings(event.getClientTransaction()))
                        .forEach(leg -> leg.ended(Response.REQUEST_TIMEOUT));
            }
        }

        @Override
        public void processIOException(IOExceptionEvent event) {
            // The transaction's own timeout tells.
        }

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {
            // Nothing hangs on a transaction.
        }

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {
            Dialog gone = event.getDialog();
            legs.stream().filter(leg -> leg.has(gone)).forEach(leg -> leg.ended(0));
            legs.removeIf(leg -> leg.has(gone));
        }
    }

    private void take(Request request, ServerTransaction transaction, Dialog dialog)
            throws SipException, ParseException, InvalidArgumentException, IOException {
        SipLeg leg = legs.stream().filter(one -> one.has(dialog)).findFirst().orElse(null);
        switch (request.getMethod()) {
            case "REGISTER" -> register(request, transaction);
            case "INVITE" -> {
                if (leg == null) {
                    called(request, transaction);
                } else {
                    Response response = stack.answer(Response.OK, request);
                    stack.describe(response, leg.again(SipLeg.text(request)));
                    transaction.sendResponse(response);
                }
            }
            case "ACK" -> {}
            case "CANCEL" -> cancelled(request, transaction);
            case "BYE" -> {
                transaction.sendResponse(stack.answer(Response.OK, request));
                if (leg != null) {
                    leg.ended(0);
                }
            }
            case "REFER" -> referred(request, transaction, dialog, leg);
            default -> transaction.sendResponse(stack.answer(Response.OK, request));
        }
    }

    private static String user(URI uri) {
        return uri instanceof SipURI sip && sip.getUser() != null ? sip.getUser() : "";
    }

    private void register(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        String user =
                user(((ToHeader) request.getHeader(ToHeader.NAME)).getAddress().getURI());
        String secret = secrets.apply(user);
        var shown = (AuthorizationHeader) request.getHeader(AuthorizationHeader.NAME);
        if (secret == null) {
            transaction.sendResponse(stack.answer(Response.NOT_FOUND, request));
        } else if (!password.isShown(shown, "REGISTER", user, secret)) {
            Response challenge = stack.answer(Response.UNAUTHORIZED, request);
            challenge.setHeader(stack.header("WWW-Authenticate", password.challenge()));
            transaction.sendResponse(challenge);
        } else {
            registered(user, request, transaction);
        }
    }

    private void registered(String user, Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        var contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
        var expires = (ExpiresHeader) request.getHeader(ExpiresHeader.NAME);
        boolean leaves = expires != null && expires.getExpires() == 0 || contact != null && contact.getExpires() == 0;
        Response response = stack.answer(Response.OK, request);
        if (leaves) {
            telephones.remove(user);
        } else if (contact != null) {
            telephones.put(user, contact.getAddress().getURI());
            var granted = (ContactHeader) contact.clone();
            granted.setExpires(EXPIRES);
            response.setHeader(granted);
        }
        transaction.sendResponse(response);
    }

    /** Only who is registered calls; on this machine nobody else can say so. */
    private void called(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException, IOException {
        String from = user(
                ((FromHeader) request.getHeader(FromHeader.NAME)).getAddress().getURI());
        String number = user(request.getRequestURI());
        if (!isHere(from)) {
            transaction.sendResponse(stack.answer(Response.FORBIDDEN, request));
            return;
        }
        legs.removeIf(SipLeg::isOver);
        var leg = new SipLeg(stack, new RtpAudio(here, ECHO.equals(number)));
        legs.add(leg);
        if (leg.asks(request, transaction)) {
            switchboard.dialled(from, number, leg);
        } else {
            leg.end(Response.NOT_ACCEPTABLE_HERE, false);
        }
    }

    private void cancelled(Request cancel, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        transaction.sendResponse(stack.answer(Response.OK, cancel));
        for (SipLeg leg : legs) {
            if (leg.isAsked(cancel)) {
                leg.cancelled();
                leg.ended(Response.REQUEST_TERMINATED);
            }
        }
    }

    /** Handed on: the demo takes it, and the telephone is out of the call. */
    private void referred(Request request, ServerTransaction transaction, Dialog dialog, SipLeg leg)
            throws SipException, ParseException, InvalidArgumentException {
        if (leg == null) {
            transaction.sendResponse(stack.answer(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, request));
            return;
        }
        transaction.sendResponse(stack.answer(Response.ACCEPTED, request));
        Request notify = dialog.createRequest(Request.NOTIFY);
        notify.setHeader(stack.header("Event", "refer"));
        notify.setHeader(stack.header("Subscription-State", "terminated;reason=noresource"));
        stack.body(notify, "message", "sipfrag", "SIP/2.0 200 OK\r\n");
        dialog.sendRequest(stack.provider.getNewClientTransaction(notify));
    }
}
