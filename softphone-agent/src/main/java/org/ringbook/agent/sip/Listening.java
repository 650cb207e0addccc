package org.ringbook.agent.sip;

import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.concurrent.RejectedExecutionException;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** Hands what the stack says over to the telephone's thread; waits for nothing on the stack's own. */
final class Listening implements SipListener, SIPMessageValve {

    private final SipTelephone telephone;

    Listening(SipTelephone telephone) {
        this.telephone = telephone;
    }

    @Override
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        Endpoint endpoint = telephone.endpoint();
        if (endpoint == null || !FromPbx.from(endpoint.pbx.getAddress(), request) || !sound(request, endpoint)) {
            return;
        }
        ServerTransaction transaction = event.getServerTransaction();
        try {
            if (transaction == null && !request.getMethod().equals(Request.ACK)) {
                transaction = endpoint.provider().getNewServerTransaction(request);
            }
        } catch (SipException repeated) {
            return;
        }
        ServerTransaction answered = transaction;
        Dialog dialog = event.getDialog() == null && transaction != null ? transaction.getDialog() : event.getDialog();
        hand(() -> telephone.fromPbx().asked(request, answered, dialog));
    }

    private void hand(Runnable what) {
        try {
            telephone.thread().execute(what);
        } catch (RejectedExecutionException switchedOff) {
            // Nobody is there any more.
        }
    }

    /** Whether it could be answered at all. */
    private static boolean sound(Request request, Endpoint endpoint) {
        CSeqHeader cseq = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        ViaHeader via = (ViaHeader) request.getHeader(ViaHeader.NAME);
        return cseq != null && via != null && endpoint.transport.equalsIgnoreCase(via.getTransport());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // What a second telephone says of the same call belongs to the same question.
        ClientTransaction transaction = event.getClientTransaction() == null && event instanceof ResponseEventExt more
                ? more.getOriginalTransaction()
                : event.getClientTransaction();
        hand(() -> telephone.fromPbx().answered(transaction, event.getResponse(), event.getDialog()));
    }

    /** The stack drops the second yes to the same question: it is looked at before. On the stack's thread. */
    @Override
    public boolean processResponse(Response response, MessageChannel from) {
        CSeqHeader cseq = (CSeqHeader) response.getHeader(CSeqHeader.NAME);
        boolean yes = response.getStatusCode() / 100 == 2 && cseq != null && Request.INVITE.equals(cseq.getMethod());
        if (yes && response.getHeader(CallIdHeader.NAME) != null && response.getHeader(ToHeader.NAME) != null) {
            hand(() -> telephone.fromPbx().yes(response));
        }
        return true;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel from) {
        return true;
    }

    @Override
    public void init(SipStack of) {}

    @Override
    public void destroy() {}

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            hand(() -> Requests.silent(event.getClientTransaction()));
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        // The transaction's own time-out follows.
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
