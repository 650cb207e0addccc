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
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Connections of the stack over TLS; made by the stack, by name. The stack itself looks at no name in a certificate: here a PBX must
 * prove that it is the one that the account names, by an authority that the JDK knows or the company gave. Any thread.
 */
public final class TlsNetwork implements NetworkLayer {

    private static final int CONNECT_MILLIS = 4000;

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
            context.init(null, new TrustManager[] {new Watched(trust(authority))}, null);
        } catch (GeneralSecurityException notUsable) {
            throw new IOException(notUsable.getMessage(), notUsable);
        }
    }

    private static X509ExtendedTrustManager trust(String authority) throws GeneralSecurityException, IOException {
        X509ExtendedTrustManager known = trust((KeyStore) null);
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

    private static X509ExtendedTrustManager trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
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
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters checks = secured.getSSLParameters();
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(checks);
        // The stack shakes hands itself: twice would be once too much for OpenSSL.
        return secured;
    }

    /** Who vouches for whom, name included, is decided by the JDK; here it is only seen. */
    private final class Watched extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager decides;

        Watched(X509ExtendedTrustManager decides) {
            this.decides = decides;
        }

        private interface Check {
            void run() throws CertificateException;
        }

        private void watched(Check check) throws CertificateException {
            trouble = "certificate";
            check.run();
            trouble = null;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            watched(() -> decides.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            watched(() -> decides.checkServerTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            watched(() -> decides.checkServerTrusted(chain, type));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            decides.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            decides.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            decides.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return decides.getAcceptedIssuers();
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
