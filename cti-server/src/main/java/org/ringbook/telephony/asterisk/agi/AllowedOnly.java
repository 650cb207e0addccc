package org.ringbook.telephony.asterisk.agi;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the door to all but those who may ask; the library takes whoever connects. */
final class AllowedOnly extends DefaultAgiServer {

    private static final Logger LOG = LoggerFactory.getLogger(AllowedOnly.class);

    private final Predicate<InetAddress> allowed;
    private final AtomicBoolean reported = new AtomicBoolean();

    AllowedOnly(AgiScript script, Predicate<InetAddress> allowed) {
        super(script);
        this.allowed = allowed;
    }

    @Override
    protected ServerSocketFacade createServerSocket() throws IOException {
        ServerSocketFacade door = super.createServerSocket();
        return new ServerSocketFacade() {
            @Override
            public SocketConnectionFacade accept() throws IOException {
                while (true) {
                    SocketConnectionFacade asking = door.accept();
                    if (asking == null || allowed.test(asking.getRemoteAddress())) {
                        return asking;
                    }
                    refuse(asking);
                }
            }

            @Override
            public void close() throws IOException {
                door.close();
            }

            @Override
            public void setSocketReadTimeout(int millis) {
                door.setSocketReadTimeout(millis);
            }
        };
    }

    private void refuse(SocketConnectionFacade stranger) throws IOException {
        if (reported.compareAndSet(false, true)) {
            LOG.warn("{} asks over AGI who is calling, and may not; others are not told", stranger.getRemoteAddress());
        }
        stranger.close();
    }

    /** A connection more than can be answered at once is closed: the dialplan goes on at once. */
    @Override
    protected void handleException(String words, Exception why) {
        LOG.debug("{}", words, why);
    }
}
