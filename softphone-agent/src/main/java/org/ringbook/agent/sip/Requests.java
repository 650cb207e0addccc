package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.Iterator;
import java.util.List;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;

/** Makes requests as this telephone sends them, and sends them, with the proof of the password where one is wanted. One thread. */
final class Requests {

    static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "UPDATE", "INFO", "NOTIFY", "PRACK");
    private static final int MOST_CHALLENGES = 2;
    private static final String PROGRAM = "Ringbook";

    private final Account account;
    private final Endpoint endpoint;
    private final Proof proof;
    /** How we are reached from where the PBX is: not always what we see ourselves. */
    private String contactHost;

    private int contactPort;

    Requests(Account account, Endpoint endpoint) {
        this.account = account;
        this.endpoint = endpoint;
        this.proof = new Proof(account);
        this.contactHost = endpoint.host;
        this.contactPort = endpoint.port;
    }

    /** Who sent what, and who waits for the answer; travels with the transaction. */
    private record Sent(Request request, Dialog dialog, ResponseHandler heard, int challenges) {}

    /** @return whether the address is another one than before */
    boolean reachedAt(String host, int port) {
        boolean other = !host.equals(contactHost) || port != contactPort;
        contactHost = host;
        contactPort = port;
        return other;
    }

    /** See {@link Endpoint#trouble}. */
    String trouble() {
        return endpoint.trouble();
    }

    // Making.

    SipURI uri(String user) throws ParseException {
        SipURI uri = endpoint.addresses.createSipURI(user == null ? null : user.replace("#", "%23"), account.host());
        if (account.port() != account.transport().port()) {
            uri.setPort(account.port());
        }
        return uri;
    }

    ContactHeader contact() throws ParseException {
        SipURI uri = endpoint.addresses.createSipURI(account.user(), contactHost);
        uri.setPort(contactPort);
        uri.setTransportParam(endpoint.transport);
        return endpoint.headers.createContactHeader(endpoint.addresses.createAddress(uri));
    }

    /** @param to null for our own address, as when registering */
    Request outside(String method, SipURI line, SipURI to, String callId, long cseq)
            throws ParseException, InvalidArgumentException {
        Address self = endpoint.addresses.createAddress(uri(account.user()));
        FromHeader from = endpoint.headers.createFromHeader(self, Digest.newNonce());
        Request request = endpoint.messages.createRequest(
                line,
                method,
                endpoint.headers.createCallIdHeader(callId),
                endpoint.headers.createCSeqHeader(cseq, method),
                from,
                endpoint.headers.createToHeader(
                        to == null ? self : endpoint.addresses.createAddress((SipURI) to.clone()), null),
                List.of(via()),
                endpoint.headers.createMaxForwardsHeader(70));
        dress(request);
        return request;
    }

    /** With nothing of ours but the way back and the name of the program. */
    Request bare(URI line, String method, CallIdHeader callId, long cseq, FromHeader from, ToHeader to)
            throws ParseException, InvalidArgumentException {
        Request request = endpoint.messages.createRequest(
                line,
                method,
                callId,
                endpoint.headers.createCSeqHeader(cseq, method),
                from,
                to,
                List.of(via()),
                endpoint.headers.createMaxForwardsHeader(70));
        dress(request);
        return request;
    }

    /** Once, whoever hears it: what comes back is nobody's. */
    void sendUnanswered(Request request) throws SipException {
        endpoint.provider().sendRequest(request);
    }

    String newCallId() {
        return endpoint.provider().getNewCallId().getCallId();
    }

    Request inside(Dialog dialog, String method) throws SipException, ParseException {
        Request request = dialog.createRequest(method);
        try {
            ((ViaHeader) request.getHeader(ViaHeader.NAME)).setRPort();
        } catch (InvalidArgumentException never) {
            throw new IllegalStateException(never);
        }
        dress(request);
        return request;
    }

    private ViaHeader via() throws ParseException, InvalidArgumentException {
        ViaHeader via = endpoint.headers.createViaHeader(endpoint.host, endpoint.port, endpoint.transport, null);
        via.setRPort();
        return via;
    }

    /** What every message of ours carries. */
    void dress(Message message) throws ParseException {
        message.setHeader(contact());
        list(message, "Allow", METHODS);
        list(message, "Supported", List.of("timer", "100rel"));
        message.setHeader(header(message instanceof Request ? "User-Agent" : "Server", PROGRAM));
    }

    private void list(Message message, String name, List<String> values) throws ParseException {
        message.removeHeader(name);
        for (String value : values) {
            message.addHeader(header(name, value));
        }
    }

    Header header(String name, String value) throws ParseException {
        return endpoint.headers.createHeader(name, value);
    }

    void body(Message message, String type, String text) throws ParseException {
        String[] parts = type.split("/");
        ContentTypeHeader content = endpoint.headers.createContentTypeHeader(parts[0], parts[1]);
        message.setContent(text, content);
    }

    Response answer(int code, Request request) throws ParseException {
        Response response = endpoint.messages.createResponse(code, request);
        dress(response);
        return response;
    }

    // Sending.

    /** @param dialog null outside of one */
    void send(Request request, Dialog dialog, ResponseHandler heard) {
        send(request, dialog, heard, 0);
    }

    private void send(Request request, Dialog dialog, ResponseHandler heard, int challenges) {
        try {
            proof.addTo(request, endpoint.headers);
            ClientTransaction transaction = endpoint.provider().getNewClientTransaction(request);
            transaction.setApplicationData(new Sent(request, dialog, heard, challenges));
            heard.sent(transaction);
            if (dialog == null) {
                transaction.sendRequest();
            } else {
                dialog.sendRequest(transaction);
            }
        } catch (SipException | IllegalStateException noWay) {
            heard.silent();
        }
    }

    /** @return false when nobody is known any more who waits for it */
    boolean answered(ClientTransaction transaction, Response response, Dialog dialog) {
        if (transaction == null || !(transaction.getApplicationData() instanceof Sent sent)) {
            return false;
        }
        int code = response.getStatusCode();
        if (code == Response.UNAUTHORIZED || code == Response.PROXY_AUTHENTICATION_REQUIRED) {
            boolean more = sent.challenges < MOST_CHALLENGES && proof.challenged(response);
            if (more) {
                again(sent);
                return true;
            }
            proof.forget();
        }
        sent.heard.answered(response, dialog);
        return true;
    }

    static void silent(ClientTransaction transaction) {
        if (transaction != null && transaction.getApplicationData() instanceof Sent sent) {
            sent.heard.silent();
        }
    }

    private void again(Sent sent) {
        try {
            Request request = sent.dialog == null ? outsideAgain(sent.request) : insideAgain(sent.request, sent.dialog);
            send(request, sent.dialog, sent.heard, sent.challenges + 1);
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            sent.heard.silent();
        }
    }

    /** The same with the next number: another transaction of the same call. */
    Request outsideAgain(Request before) throws ParseException, InvalidArgumentException {
        Request request = (Request) before.clone();
        CSeqHeader cseq = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        cseq.setSeqNumber(cseq.getSeqNumber() + 1);
        request.setHeader(via());
        return request;
    }

    private Request insideAgain(Request before, Dialog dialog) throws SipException, ParseException {
        Request request = inside(dialog, before.getMethod());
        for (Iterator<?> names = before.getHeaderNames(); names.hasNext(); ) {
            String name = (String) names.next();
            if (request.getHeader(name) == null) {
                request.setHeader(before.getHeader(name));
            }
        }
        if (before.getRawContent() != null) {
            request.setContent(before.getRawContent(), (ContentTypeHeader) before.getHeader(ContentTypeHeader.NAME));
        }
        return request;
    }
}
