package org.ringbook.agent.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Ending;

/** What the PBX says, to the call that it is about. On the telephone's thread. */
final class FromPbx {

    private final SipTelephone telephone;
    private final PbxLink link;
    private final SipCalls calls;

    FromPbx(SipTelephone telephone, PbxLink link, SipCalls calls) {
        this.telephone = telephone;
        this.link = link;
        this.calls = calls;
    }

    void answered(ClientTransaction transaction, Response response, Dialog dialog) {
        if (link.requests() != null) {
            link.requests().answered(transaction, response, dialog);
        }
    }

    /**
     * Somebody says yes to a call of ours; told of every one, also of those that the stack keeps to itself because another telephone had
     * said so before.
     */
    void yes(Response response) {
        String callId = ((CallIdHeader) response.getHeader(CallIdHeader.NAME)).getCallId();
        CallingOut out = calls.asking(callId);
        if (out != null) {
            out.heardYes(response);
        } else if (calls.askedFor(callId) && link.requests() != null) {
            new SecondAnswer(link.requests(), response).refuse(telephone.thread());
        }
    }

    void asked(Request request, ServerTransaction transaction, Dialog dialog) {
        try {
            if (link.requests() == null || new Refusals(link.requests()).refused(request, transaction) > 0) {
                return;
            }
            SipCall call = calls.of(dialog);
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
            transaction.sendResponse(link.requests().answer(Response.BAD_REQUEST, request));
        } catch (SipException | ParseException | InvalidArgumentException goneMeanwhile) {
            // Nobody waits for this answer any more.
        }
    }

    private void acknowledged(SipCall call, Request ack) {
        if (call == null) {
            return;
        }
        CalledIn in = calls.calledIn(call.id);
        if (in != null && !call.up()) {
            in.acknowledged(ack);
        } else {
            call.acknowledged(ack);
        }
    }

    private void cancelled(Request cancel, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        transaction.sendResponse(link.requests().answer(Response.OK, cancel));
        String callId = callId(cancel);
        calls.ringing().stream()
                .filter(in -> callId(in.transaction.getRequest()).equals(callId))
                .forEach(in -> in.cancelled(cancel));
    }

    private static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private void called(Request invite, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        if (!link.isOpen()) {
            transaction.sendResponse(link.requests().answer(Response.TEMPORARILY_UNAVAILABLE, invite));
            return;
        }
        String offer = text(invite);
        if (!offer.isEmpty() && Sdp.read(offer).isEmpty()) {
            transaction.sendResponse(link.requests().answer(Response.NOT_ACCEPTABLE_HERE, invite));
            return;
        }
        String id = telephone
                .phone()
                .incoming(
                        Identity.of(invite),
                        callId(invite),
                        Wishes.answerAfter(invite),
                        call -> take(call, invite, transaction));
        if (id == null) {
            transaction.sendResponse(link.requests().answer(Response.BUSY_HERE, invite));
        }
    }

    private void take(String id, Request invite, ServerTransaction transaction) {
        try {
            SipCall call = new SipCall(id, true, telephone, telephone.negotiation(id));
            var in = new CalledIn(call, telephone, invite, transaction);
            calls.add(in);
            in.rings();
        } catch (SipException | ParseException | InvalidArgumentException | IllegalStateException goneOrNoPorts) {
            telephone.thread().execute(() -> lost(id));
        }
    }

    private void lost(String id) {
        SipCall call = calls.find(id);
        if (call == null) {
            telephone.phone().over(id, Ending.FAILED, 0);
        } else {
            call.over(Ending.LOST, 0);
        }
    }

    private void outside(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        if (request.getMethod().equals("NOTIFY")) {
            link.mailbox().told(request);
        }
        int code = switch (request.getMethod()) {
            case "OPTIONS", "NOTIFY" -> Response.OK;
            case "BYE", "INFO", "UPDATE", "PRACK" -> Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
            case "REFER" -> Response.DECLINE;
            default -> Response.METHOD_NOT_ALLOWED;
        };
        transaction.sendResponse(link.requests().answer(code, request));
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
