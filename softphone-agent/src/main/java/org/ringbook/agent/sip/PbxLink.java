package org.ringbook.agent.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipListener;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.RegistrationState;

/**
 * The way to the PBX: registered at one of its servers and kept so, through sleep, another address, and servers that do not answer. On the
 * telephone's thread.
 */
final class PbxLink {

    private static final long WATCH_MILLIS = 5_000;
    /** A clock that jumped by more was asleep. */
    private static final long ASLEEP_MILLIS = 15_000;

    private static final long KEEP_ALIVE_SECONDS = 25;
    /** With another server at hand nobody waits as long as SIP would. */
    private static final Set<String> SERVER_TROUBLES =
            Set.of("timeout", "unreachable", "unknown_host", "unavailable", "certificate");

    private static final int SERVER_PATIENCE_SECONDS = 5;
    /** How often it is looked whether a server is back that comes before the one in use. */
    private static final long EARLIER_MINUTES = 10;

    private final Account wanted;
    private final ScheduledExecutorService thread;
    private final SipCalls calls;
    private final Supplier<SipListener> listener;
    private final Supplier<Phone> phone;
    private final Function<Account, List<Servers.Place>> servers;
    private final Registrar registrar;
    private final Mailbox mailbox;
    /** As whom at the server that is in use now. */
    private volatile Account account;

    private List<Servers.Place> places = List.of();
    private int at;
    private volatile Endpoint endpoint;
    private Requests requests;
    /** Null while no other server is asked. */
    private ServerProbe earlier;

    private long watchedAt;
    private volatile boolean closed;

    /**
     * @param listener made anew for every way to the PBX
     * @param phone told of the registration and the mailbox
     */
    PbxLink(
            Account account,
            ScheduledExecutorService thread,
            SipCalls calls,
            Supplier<SipListener> listener,
            Supplier<Phone> phone) {
        this.wanted = account;
        this.account = account;
        this.thread = thread;
        this.calls = calls;
        this.listener = listener;
        this.phone = phone;
        this.servers = new Servers(
                Servers::ofThisMachine, () -> ThreadLocalRandom.current().nextDouble())::of;
        this.registrar = new Registrar(thread, this::registrationIs, this::elsewhere);
        this.mailbox = new Mailbox(thread, messages -> phone.get().messagesAre(messages));
    }

    void start() {
        watchedAt = System.currentTimeMillis();
        thread.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::keepAlive, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        thread.scheduleWithFixedDelay(this::lookForEarlier, EARLIER_MINUTES, EARLIER_MINUTES, TimeUnit.MINUTES);
        connect();
    }

    Account account() {
        return account;
    }

    /** Null while there is no way to the PBX. Any thread. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Null before the first way to the PBX. */
    Requests requests() {
        return requests;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isOpen() {
        return !closed && endpoint != null;
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            if (places.isEmpty()) {
                // What DNS says may be another thing every time.
                places = servers.apply(wanted);
            }
            Servers.Place place = places.get(at);
            account = place.account();
            registrar.patience(places.size() > 1 ? SERVER_PATIENCE_SECONDS : 0);
            var server = new InetSocketAddress(Servers.address(place), place.port());
            endpoint = Endpoint.open(account, server, listener.get());
            requests = new Requests(account, endpoint);
            registrar.over(requests);
            mailbox.over(requests, account.user());
            registrar.register();
        } catch (UnknownHostException noSuchName) {
            noWay("unknown_host");
        } catch (IOException noWay) {
            noWay("unreachable");
        }
    }

    private void noWay(String why) {
        if (!elsewhere(why)) {
            begunAnew();
            registrar.noWay(why, this::connect);
        }
    }

    private void begunAnew() {
        at = 0;
        places = List.of();
    }

    private void registrationIs(RegistrationState state) {
        phone.get().registrationIs(state);
        if (state.kind() == RegistrationState.Kind.REGISTERED) {
            // Should this one fall silent, all others are asked before it.
            List<Servers.Place> turned = new ArrayList<>(places);
            Collections.rotate(turned, -at);
            places = turned;
            at = 0;
            mailbox.registered();
        }
    }

    /**
     * The PBX does not answer here: the next of its servers is asked, at once as long as not all of them were. A call that goes on is
     * not given up for that, and a wrong password is as wrong elsewhere.
     */
    private boolean elsewhere(String why) {
        if (places.size() < 2 || closed || !calls.isEmpty() || !SERVER_TROUBLES.contains(why)) {
            return false;
        }
        at++;
        boolean all = at >= places.size();
        Endpoint left = endpoint;
        endpoint = null;
        if (left != null) {
            // Not from within the answer that it gave.
            thread.execute(left::close);
        }
        if (all) {
            begunAnew();
            registrar.noWay(why, this::connect);
        } else {
            thread.execute(this::connect);
        }
        return true;
    }

    /** Every few seconds: whether the machine slept, or has another address now. */
    private void watch() {
        long now = System.currentTimeMillis();
        boolean slept = now - watchedAt > WATCH_MILLIS + ASLEEP_MILLIS;
        watchedAt = now;
        if (!isOpen()) {
            return;
        }
        try {
            InetAddress pbx = endpoint.pbx.getAddress();
            if (slept || !Endpoint.localTowards(pbx, endpoint.pbx.getPort()).equals(endpoint.host)) {
                reconnect();
            }
        } catch (IOException noNetwork) {
            // When there is one again, it is seen here.
        }
    }

    private void reconnect() {
        calls.all().forEach(call -> call.over(Ending.LOST, 0));
        // Another network may name other servers.
        begunAnew();
        leaveAndConnect();
    }

    private void leaveAndConnect() {
        endpoint.close();
        endpoint = null;
        registrar.beginAnew();
        connect();
    }

    /** Who went on to another server comes back to the first one when it is there again, and nobody is talked with. */
    private void lookForEarlier() {
        if (!mayLeave() || places.size() < 2 || earlier != null) {
            return;
        }
        List<Servers.Place> named = servers.apply(wanted);
        Servers.Place first = named.get(0);
        if (first.rank() >= places.get(at).rank()) {
            return;
        }
        earlier = new ServerProbe(thread, code -> earlierSaid(code, named));
        try {
            earlier.ask(first, SERVER_PATIENCE_SECONDS);
        } catch (IOException stillGone) {
            earlier = null;
        }
    }

    private void earlierSaid(int code, List<Servers.Place> named) {
        earlier = null;
        boolean there = code > 0 && !SERVER_TROUBLES.contains(Answers.registering(code));
        if (there && mayLeave()) {
            places = named;
            at = 0;
            leaveAndConnect();
        }
    }

    private boolean mayLeave() {
        return isOpen() && calls.isEmpty() && phone.get().registration().kind() == RegistrationState.Kind.REGISTERED;
    }

    /** Over a connection a question shows whether it still is one; without it that would be known minutes later. */
    private void keepAlive() {
        if (!isOpen()) {
            return;
        }
        endpoint.keepAlive();
        if (account.transport() != Account.Transport.UDP || places.size() > 1) {
            askWhetherThere(endpoint);
        }
    }

    private void askWhetherThere(Endpoint asked) {
        if (phone.get().registration().kind() != RegistrationState.Kind.REGISTERED) {
            return;
        }
        try {
            SipURI pbx = requests.uri(null);
            Request question = requests.outside("OPTIONS", pbx, pbx, requests.newCallId(), 1);
            requests.send(question, null, new ResponseHandler() {
                @Override
                public void answered(Response response, Dialog of) {}

                @Override
                public void silent() {
                    if (asked == endpoint && !closed) {
                        registrar.register();
                    }
                }
            });
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    /** Tells the PBX that nobody is here any more; waits for nothing. @param done when nothing is left to do */
    void stop(Runnable done) {
        closed = true;
        mailbox.stop();
        if (earlier != null) {
            earlier.close();
        }
        if (endpoint == null) {
            done.run();
            return;
        }
        Endpoint closing = endpoint;
        registrar.unregister(() -> {
            if (endpoint != null) {
                endpoint = null;
                closing.close();
                done.run();
            }
        });
    }
}
