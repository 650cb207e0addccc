package org.ringbook.demo.sip;

import gov.nist.javax.sip.SipStackExt;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** One UDP port that speaks SIP, and what its messages are made with. */
final class SipStack implements AutoCloseable {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final String PREFIX = "gov.nist.javax.sip.";

    private static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "REFER", "PRACK", "NOTIFY");

    final SipProvider provider;
    final String host;
    final int port;
    private final javax.sip.SipStack stack;
    private final AddressFactory addresses;
    private final HeaderFactory headers;
    private final MessageFactory messages;

    /**
     * @param port 0 for any free one
     * @throws IOException when the port is taken
     */
    SipStack(InetAddress here, int port, SipListener listener) throws IOException {
        try {
            this.host = here.getHostAddress();
            this.port = port == 0 ? free(here) : port;
            SipFactory factory = SipFactory.getInstance();
            factory.setPathName("gov.nist");
            addresses = factory.createAddressFactory();
            headers = factory.createHeaderFactory();
            messages = factory.createMessageFactory();
            stack = factory.createSipStack(settings());
            ListeningPoint listening = stack.createListeningPoint(host, this.port, "udp");
            provider = stack.createSipProvider(listening);
            provider.addSipListener(listener);
            stack.start();
        } catch (SipException | InvalidArgumentException | TooManyListenersException taken) {
            throw new IOException("UDP port " + port + " of the demo's registrar: " + taken.getMessage(), taken);
        }
    }

    private static int free(InetAddress here) throws IOException {
        try (var socket = new DatagramSocket(0, here)) {
            return socket.getLocalPort();
        }
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty("javax.sip.STACK_NAME", "ringbook-demo-" + MADE.incrementAndGet());
        settings.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        settings.setProperty(PREFIX + "STACK_LOGGER", QuietStackLogger.class.getName());
        settings.setProperty(PREFIX + "SERVER_LOGGER", QuietServerLogger.class.getName());
        settings.setProperty(PREFIX + "THREAD_POOL_SIZE", "2");
        settings.setProperty(PREFIX + "MAX_MESSAGE_SIZE", "16384");
        settings.setProperty(PREFIX + "MAX_LISTENER_RESPONSE_TIME", "30");
        settings.setProperty(PREFIX + "RELEASE_REFERENCES_STRATEGY", "Normal");
        return settings;
    }

    Header header(String name, String value) throws ParseException {
        return headers.createHeader(name, value);
    }

    private ContactHeader contact() throws ParseException {
        SipURI uri = addresses.createSipURI("demo", host);
        uri.setPort(port);
        return headers.createContactHeader(addresses.createAddress(uri));
    }

    Response answer(int code, Request request) throws ParseException {
        Response response = messages.createResponse(code, request);
        var to = (ToHeader) response.getHeader(ToHeader.NAME);
        if (code != Response.TRYING && to.getTag() == null) {
            // The same for all answers to one request.
            to.setTag("demo" + Integer.toHexString(SipRegistrar.callId(request).hashCode()));
        }
        if (code != Response.TRYING && !"REGISTER".equals(request.getMethod())) {
            response.setHeader(contact());
            for (String method : METHODS) {
                response.addHeader(header("Allow", method));
            }
        }
        return response;
    }

    void describe(Message message, String description) throws ParseException {
        message.setContent(description, headers.createContentTypeHeader("application", "sdp"));
    }

    /** An INVITE to a telephone. @param name who is shown to call; may be null */
    Request invite(URI telephone, String number, String name) throws ParseException, InvalidArgumentException {
        SipURI uri = addresses.createSipURI(number.isEmpty() ? "anonymous" : number, host);
        Address from = name == null ? addresses.createAddress(uri) : addresses.createAddress(name, uri);
        ViaHeader via = headers.createViaHeader(host, port, "udp", null);
        Request request = messages.createRequest(
                telephone,
                Request.INVITE,
                provider.getNewCallId(),
                headers.createCSeqHeader(1L, Request.INVITE),
                headers.createFromHeader(from, Long.toHexString(System.nanoTime())),
                headers.createToHeader(addresses.createAddress(telephone), null),
                List.of(via),
                headers.createMaxForwardsHeader(70));
        request.setHeader(contact());
        return request;
    }

    void body(Message message, String type, String subtype, String text) throws ParseException {
        message.setContent(text, headers.createContentTypeHeader(type, subtype));
    }

    @Override
    public void close() {
        ((SipStackExt) stack).stop();
    }
}
