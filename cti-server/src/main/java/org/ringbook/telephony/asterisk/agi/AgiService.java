package org.ringbook.telephony.asterisk.agi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FastAGI service that one Asterisk asks who is calling. Only that Asterisk, and this machine, may ask: the protocol knows no
 * password. So many at once are answered; to others the connection is closed, and their calls go their usual way.
 */
public final class AgiService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgiService.class);
    private static final int MOST_AT_ONCE = 32;
    /** A connection that says nothing for so long is closed. */
    private static final int SILENT_MILLIS = 5_000;

    private final String name;
    private final AgiSettings settings;
    private final String pbx;
    private final WhoIsCallingScript script;
    private DefaultAgiServer server;
    private volatile Notice trouble;

    /**
     * @param name of the source
     * @param pbx address of the Asterisk
     */
    public AgiService(String name, AgiSettings settings, String pbx, CallerAnswers answers, NumberPlan plan) {
        this.name = name;
        this.settings = settings;
        this.pbx = pbx;
        this.script = new WhoIsCallingScript(answers, plan);
    }

    /** Returns at once; a port that is taken is told by {@link #trouble}. */
    public synchronized void start() {
        server = new AllowedOnly(script, this::allowed);
        try {
            server.setPort(settings.port());
            server.setAddress(InetAddress.getByName(settings.address()));
            server.setPoolSize(2);
            server.setMaximumPoolSize(MOST_AT_ONCE);
            server.setSocketReadTimeout(SILENT_MILLIS);
        } catch (UnknownHostException nowhere) {
            fails(nowhere);
            return;
        }
        DefaultAgiServer mine = server;
        var thread = new Thread(
                () -> {
                    try {
                        mine.startup();
                    } catch (IOException | RuntimeException taken) {
                        fails(taken);
                    }
                },
                "agi-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void fails(Exception why) {
        String address = settings.address() + ":" + settings.port();
        trouble = Notice.of("asterisk.agi.port", address, String.valueOf(why.getMessage()));
        LOG.warn("Asterisk \"{}\": {}", name, trouble.text());
    }

    private boolean allowed(InetAddress asking) {
        return asking.isLoopbackAddress() || addresses().contains(asking);
    }

    private List<InetAddress> addresses() {
        try {
            return Arrays.asList(InetAddress.getAllByName(pbx));
        } catch (UnknownHostException nobody) {
            return List.of();
        }
    }

    /** Why it cannot be asked, and what to do; null when all is well. */
    public Notice trouble() {
        return trouble;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdown();
            server = null;
        }
    }
}
