package org.ringbook.agent.sip;

import gov.nist.javax.sip.EventScanner;
import gov.nist.javax.sip.EventWrapper;
import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.SipStackExt;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPMessageValve;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.EventObject;
import java.util.Locale;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.address.AddressFactory;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;
import org.ringbook.agent.phone.Account;

/** The stack with one way in and out, at the address from which the PBX is reached. Another address needs another endpoint. */
final class Endpoint implements AutoCloseable {

    /** The stacks of a JVM are told apart by their names, also those that were stopped. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private static final int TRIES = 20;
    private static final String CIPHERS = "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,"
            + "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
            + "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";

    final AddressFactory addresses;
    final HeaderFactory headers;
    final MessageFactory messages;
    final InetSocketAddress pbx;
    final String host;
    final int port;
    final String transport;
    private final SipStack stack;
    /** Null unless the transport is TLS. */
    private final TlsNetwork tls;

    private final ListeningPoint listening;
    private final SipProvider provider;
    private final SipListener listener;

    /**
     * @param pbx the server that is spoken to; whoever it is must prove to be the account's
     * @throws IOException when there is no way to it from here
     */
    static Endpoint open(Account account, InetSocketAddress pbx, SipListener listener) throws IOException {
        String host = localTowards(pbx.getAddress(), pbx.getPort());
        try {
            return new Endpoint(account, pbx, host, listener);
        } catch (SipException | TooManyListenersException | javax.sip.InvalidArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Our own address on the way there. Nothing is sent. */
    static String localTowards(InetAddress pbx, int port) throws IOException {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(new InetSocketAddress(pbx, port));
            InetAddress local = probe.getLocalAddress();
            if (local.isAnyLocalAddress()) {
                throw new UnknownHostException(pbx.getHostAddress());
            }
            return local.getHostAddress().replaceAll("%.*", "");
        } catch (java.io.UncheckedIOException noWay) {
            throw noWay.getCause();
        }
    }

    private Endpoint(Account account, InetSocketAddress pbx, String host, SipListener listener)
            throws SipException, TooManyListenersException, javax.sip.InvalidArgumentException, IOException {
        SipFactory factory = factory();
        this.pbx = pbx;
        this.host = host;
        this.transport = account.transport().name().toLowerCase(Locale.ROOT);
        this.addresses = factory.createAddressFactory();
        this.headers = factory.createHeaderFactory();
        this.messages = factory.createMessageFactory();
        this.listener = listener;
        this.stack = factory.createSipStack(settings(pbx, transport));
        this.tls = ((SIPTransactionStack) stack).getNetworkLayer() instanceof TlsNetwork own ? own : null;
        try {
            if (tls != null) {
                tls.trusts(account.host(), account.certificate());
            }
            this.listening = listen();
            this.port = listening.getPort();
            this.provider = stack.createSipProvider(listening);
            provider.addSipListener(listener);
            if (listener instanceof SIPMessageValve valve) {
                ((SIPTransactionStack) stack).sipMessageValves.add(valve);
            }
            stack.start();
        } catch (SipException | TooManyListenersException | IOException | RuntimeException noWay) {
            // It has threads already, and is made anew as often as the way is tried.
            stop(stack);
            throw noWay;
        }
    }

    /** Its thread for events waits for one before it sees that it is to end. */
    private static void stop(SipStack stack) {
        EventScanner events = ((SipStackImpl) stack).getEventScanner();
        try {
            ((SipStackExt) stack).stop();
        } catch (RuntimeException hardlyBegan) {
            // What was opened this moment the stack cannot close; it ends with what follows.
        } finally {
            if (events != null) {
                events.forceStop();
                events.addEvent(new EventWrapper(new EventObject(stack), null));
            }
        }
    }

    private static synchronized SipFactory factory() {
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        return factory;
    }

    private static Properties settings(InetSocketAddress pbx, String transport) {
        String prefix = "gov.nist.javax.sip.";
        var settings = new Properties();
        settings.setProperty("javax.sip.STACK_NAME", "ringbook-" + MADE.incrementAndGet());
        settings.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        settings.setProperty(
                "javax.sip.OUTBOUND_PROXY", literal(pbx.getAddress()) + ":" + pbx.getPort() + "/" + transport);
        settings.setProperty(prefix + "STACK_LOGGER", QuietStackLogger.class.getName());
        settings.setProperty(prefix + "SERVER_LOGGER", QuietServerLogger.class.getName());
        // Without a number a thread is made for every packet, and a flood of them takes all memory.
        settings.setProperty(prefix + "THREAD_POOL_SIZE", "2");
        settings.setProperty(prefix + "MAX_MESSAGE_SIZE", "16384");
        settings.setProperty(prefix + "DELIVER_UNSOLICITED_NOTIFY", "true");
        settings.setProperty(prefix + "CONNECTION_TIMEOUT", "4000");
        settings.setProperty(prefix + "READ_TIMEOUT", "30000");
        settings.setProperty(prefix + "MIN_KEEPALIVE_TIME_SECONDS", "5");
        settings.setProperty(prefix + "EARLY_DIALOG_TIMEOUT_SECONDS", "300");
        settings.setProperty(prefix + "MAX_FORK_TIME_SECONDS", "32");
        settings.setProperty(prefix + "MAX_LISTENER_RESPONSE_TIME", "30");
        settings.setProperty(prefix + "MAX_TX_LIFETIME_NON_INVITE", "40");
        settings.setProperty(prefix + "MAX_TX_LIFETIME_INVITE", "400");
        if (transport.equals("tls")) {
            settings.setProperty(prefix + "NETWORK_LAYER", TlsNetwork.class.getName());
            settings.setProperty(prefix + "TLS_CLIENT_PROTOCOLS", "TLSv1.3,TLSv1.2");
            // Those of the stack are ones that no JDK of today takes.
            settings.setProperty(prefix + "ENABLED_CIPHER_SUITES", CIPHERS);
            settings.setProperty(prefix + "TLS_CLIENT_AUTH_TYPE", "Disabled");
            settings.setProperty(prefix + "SSL_HANDSHAKE_TIMEOUT", "10000");
        }
        settings.setProperty(prefix + "RELEASE_REFERENCES_STRATEGY", "Normal");
        settings.setProperty(prefix + "COMPUTE_CONTENT_LENGTH_FROM_MESSAGE_BODY", "true");
        return settings;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceAll("%.*", "");
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private ListeningPoint listen() throws SipException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return stack.createListeningPoint(host, freePort(), transport);
            } catch (javax.sip.InvalidArgumentException | IOException takenMeanwhile) {
                continue;
            }
        }
        throw new SipException("no free port at " + host);
    }

    /** Not 5060: routers that mean well change what goes there. */
    private int freePort() throws IOException {
        InetAddress here = InetAddress.getByName(host);
        if (!transport.equals("udp")) {
            try (ServerSocket socket = new ServerSocket(0, 1, here)) {
                return socket.getLocalPort();
            }
        }
        try (DatagramSocket socket = new DatagramSocket(0, here)) {
            return socket.getLocalPort();
        }
    }

    SipProvider provider() {
        return provider;
    }

    /** Why there is no way to the PBX, a stable word, where more is known than that there is none: certificate; else null. */
    String trouble() {
        return tls == null ? null : tls.trouble();
    }

    /** Two empty lines: routers keep the way back open. */
    void keepAlive() {
        try {
            ((ListeningPointExt) listening).sendHeartbeat(literal(pbx.getAddress()), pbx.getPort());
        } catch (IOException | RuntimeException noWay) {
            // Registering again will tell.
        }
    }

    @Override
    public void close() {
        provider.removeSipListener(listener);
        try {
            stack.deleteSipProvider(provider);
            stack.deleteListeningPoint(listening);
        } catch (ObjectInUseException | RuntimeException stillUsed) {
            // Stopping ends it all the same.
        }
        stop(stack);
    }
}
