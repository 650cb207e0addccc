package org.ringbook.agent.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Connections of the stack over TLS; made by the stack, by name. The stack itself looks at no name in a certificate: here a PBX must
 * prove that it is the one that the account names, by an authority that the JDK knows or the company gave. Any thread.
 */
public final class TlsNetwork implements NetworkLayer {

    private static final int CONNECT_MILLIS = 4000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    private SSLContext context;
    private String host;
    private volatile String trouble;

    /**
     * Before anything connects.
     *
     * @param name of the PBX as the account says it
     * @param authority file (PEM), or null
     * @throws IOException when the file is none
     */
    void trusts(String name, String authority) throws IOException {
        host = name;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust(authority)}, null);
        } catch (GeneralSecurityException notUsable) {
            throw new IOException(notUsable.getMessage(), notUsable);
        }
    }

    private static X509TrustManager trust(String authority) throws GeneralSecurityException, IOException {
        X509TrustManager known = trust((KeyStore) null);
        if (authority == null) {
            return known;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (Certificate one : known.getAcceptedIssuers()) {
            all.setCertificateEntry("known-" + ++number, one);
        }
        try (InputStream in = new FileInputStream(authority)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                all.setCertificateEntry("own-" + ++number, one);
            }
        }
        return trust(all);
    }

    private static X509TrustManager trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /** Why the last connection was refused by us, a stable word: certificate; null when it was not. */
    String trouble() {
        return trouble;
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return createSSLSocket(address, port, null);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress from) throws IOException {
        Socket plain = createSocket(address, port, from);
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters checks = secured.getSSLParameters();
            checks.setEndpointIdentificationAlgorithm("HTTPS");
            checks.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secured.setSSLParameters(checks);
            secured.setSoTimeout(HANDSHAKE_MILLIS);
            secured.startHandshake();
            secured.setSoTimeout(0);
            trouble = null;
            return secured;
        } catch (SSLException notProven) {
            trouble = "certificate";
            plain.close();
            throw notProven;
        } catch (IOException broken) {
            plain.close();
            throw broken;
        }
    }

    /** Nobody connects to us: we have no certificate. The stack wants it all the same. */
    @Override
    public SSLServerSocket createSSLServerSocket(int port, int waiting, InetAddress at) throws IOException {
        return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, waiting, at);
    }

    @Override
    public ServerSocket createServerSocket(int port, int waiting, InetAddress at) throws IOException {
        return new ServerSocket(port, waiting, at);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress from) throws IOException {
        return createSocket(address, port, from, 0);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort) throws IOException {
        Socket socket = new Socket();
        try {
            if (from != null) {
                socket.bind(new InetSocketAddress(from, fromPort));
            }
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException noWay) {
            socket.close();
            throw noWay;
        }
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress at) throws SocketException {
        return new DatagramSocket(port, at);
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}
}
