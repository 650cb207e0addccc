package org.ringbook.agent.sip;

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
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;

/** Hands what the stack says over to the telephone's thread; waits for nothing on the stack's own. */
final class Listening implements SipListener {

    private final SipTelephone telephone;

    Listening(SipTelephone telephone) {
        this.telephone = telephone;
    }

    @Override
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        Endpoint endpoint = telephone.endpoint();
        if (endpoint == null || !SipTelephone.from(endpoint.pbx.getAddress(), request) || !sound(request, endpoint)) {
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
        hand(() -> telephone.asked(request, answered, dialog));
    }

    private void hand(Runnable what) {
        try {
            telephone.thread().execute(what);
        } catch (RejectedExecutionException switchedOff) {
            // Nobody is there any more.
        }
    }

    /** The stack's parser lets a few things through that RFC 3261 does not. */
    private static boolean sound(Request request, Endpoint endpoint) {
        CSeqHeader cseq = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        ViaHeader via = (ViaHeader) request.getHeader(ViaHeader.NAME);
        return cseq != null
                && cseq.getMethod().equals(request.getMethod())
                && via != null
                && endpoint.transport.equalsIgnoreCase(via.getTransport());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        hand(() -> telephone.answered(transaction, event.getResponse(), event.getDialog()));
    }

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
