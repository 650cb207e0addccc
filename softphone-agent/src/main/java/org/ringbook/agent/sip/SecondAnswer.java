package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A second telephone said yes to a call that another one has already, or that is over: it is acknowledged, as it would repeat its answer
 * for half a minute, and told at once that nobody is there for it (RFC 3261, 13.2.2.4). Made from the answer alone: the stack knows no
 * dialog of it that one could speak in.
 */
final class SecondAnswer {

    private static final int AGAIN_MILLIS = 500;

    private final Requests requests;
    private final Response yes;

    SecondAnswer(Requests requests, Response yes) {
        this.requests = requests;
        this.yes = yes;
    }

    /** Each time that it says so. The goodbye goes twice, because nobody here waits for its answer. */
    void refuse(ScheduledExecutorService thread) {
        try {
            long number = ((CSeqHeader) yes.getHeader(CSeqHeader.NAME)).getSeqNumber();
            requests.sendUnanswered(request(Request.ACK, number));
            Request bye = request(Request.BYE, number + 1);
            requests.sendUnanswered(bye);
            thread.schedule(() -> again(bye), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (SipException | ParseException | InvalidArgumentException gone) {
            // Then it hangs up by its own patience.
        }
    }

    private void again(Request bye) {
        try {
            requests.sendUnanswered(bye);
        } catch (SipException gone) {
            // As above.
        }
    }

    private Request request(String method, long number) throws ParseException, InvalidArgumentException, SipException {
        if (!(yes.getHeader(ContactHeader.NAME) instanceof ContactHeader contact)) {
            throw new SipException("an answer without an address");
        }
        URI there = contact.getAddress().getURI();
        Request request = requests.bare(
                there,
                method,
                (CallIdHeader) yes.getHeader(CallIdHeader.NAME),
                number,
                (FromHeader) yes.getHeader(FromHeader.NAME),
                (ToHeader) yes.getHeader(ToHeader.NAME));
        for (Header route : routes()) {
            request.addHeader(route);
        }
        return request;
    }

    /** The way that the answer came, backwards. */
    private List<Header> routes() throws ParseException {
        List<Header> back = new ArrayList<>();
        for (ListIterator<?> all = yes.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
            RecordRouteHeader on = (RecordRouteHeader) all.next();
            back.add(requests.header(RouteHeader.NAME, on.getAddress().toString()));
        }
        Collections.reverse(back);
        return back;
    }
}
