package org.ringbook.agent.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.SipURI;

/**
 * Asks another server of the PBX whether it is there, over a way of its own: the one in use stays in use meanwhile. On the telephone's
 * thread.
 */
final class ServerProbe implements SipListener, AutoCloseable {

    private final ScheduledExecutorService thread;
    private final IntConsumer told;
    private Endpoint way;

    /** @param told the SIP code of the answer, once; 0 when there was none */
    ServerProbe(ScheduledExecutorService thread, IntConsumer told) {
        this.thread = thread;
        this.told = told;
    }

    /** @throws IOException when there is no way there; then nothing is told */
    void ask(Servers.Place place, int patienceSeconds) throws IOException {
        var server = new InetSocketAddress(Servers.address(place), place.port());
        way = Endpoint.open(place.account(), server, this);
        var requests = new Requests(place.account(), way);
        try {
            SipURI pbx = requests.uri(null);
            way.provider()
                    .getNewClientTransaction(requests.outside("OPTIONS", pbx, pbx, requests.newCallId(), 1))
                    .sendRequest();
            thread.schedule(() -> over(0), patienceSeconds, TimeUnit.SECONDS);
        } catch (SipException noWay) {
            close();
            throw new IOException(noWay.getMessage(), noWay);
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    private void over(int code) {
        if (way != null) {
            close();
            told.accept(code);
        }
    }

    @Override
    public void close() {
        if (way != null) {
            way.close();
            way = null;
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        int code = event.getResponse().getStatusCode();
        if (code >= 200) {
            thread.execute(() -> over(code));
        }
    }

    @Override
    public void processRequest(RequestEvent event) {}

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}
}
