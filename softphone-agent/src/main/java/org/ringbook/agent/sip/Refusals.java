package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** What the stack's parser lets through and RFC 3261 does not, and what this telephone cannot: said to be so before anything happens. */
final class Refusals {

    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");
    private static final List<String> EXTENSIONS = List.of("100rel", "timer");
    private static final Set<String> WITH_SOUND = Set.of("INVITE", "UPDATE", "PRACK");

    private final Requests requests;

    Refusals(Requests requests) {
        this.requests = requests;
    }

    /** @return the answer that was given; 0 when the request is one that can be looked at */
    int refused(Request request, ServerTransaction transaction)
            throws SipException, ParseException, InvalidArgumentException {
        int code = code(request);
        if (code == 0 || transaction == null || request.getMethod().equals(Request.ACK)) {
            return code;
        }
        Response response = requests.answer(code, request);
        if (code == Response.BAD_EXTENSION) {
            for (String option : unknown(request)) {
                response.addHeader(requests.header("Unsupported", option));
            }
        } else if (code == Response.UNSUPPORTED_MEDIA_TYPE) {
            response.setHeader(requests.header("Accept", Negotiation.TYPE));
        }
        transaction.sendResponse(response);
        return code;
    }

    private static int code(Request request) {
        CSeqHeader cseq = (CSeqHeader) request.getHeader(CSeqHeader.NAME);
        if (!cseq.getMethod().equals(request.getMethod())) {
            return Response.BAD_REQUEST;
        }
        URI uri = request.getRequestURI();
        if (uri == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return Response.UNSUPPORTED_URI_SCHEME;
        }
        if (uri instanceof SipURI sip && sip.getHeaderNames().hasNext()) {
            return Response.BAD_REQUEST;
        }
        if (!request.getMethod().equals(Request.CANCEL) && !unknown(request).isEmpty()) {
            return Response.BAD_EXTENSION;
        }
        return WITH_SOUND.contains(request.getMethod()) && !understood(request) ? Response.UNSUPPORTED_MEDIA_TYPE : 0;
    }

    private static List<String> unknown(Request request) {
        return List.of(Wishes.all(request, "Require").split("[,\\s]+")).stream()
                .filter(option -> !option.isEmpty())
                .filter(option -> EXTENSIONS.stream().noneMatch(option::equalsIgnoreCase))
                .toList();
    }

    private static boolean understood(Request request) {
        byte[] content = request.getRawContent();
        ContentTypeHeader type = (ContentTypeHeader) request.getHeader(ContentTypeHeader.NAME);
        return content == null
                || content.length == 0
                || type != null
                        && Negotiation.TYPE.equalsIgnoreCase(type.getContentType() + "/" + type.getContentSubType());
    }
}
