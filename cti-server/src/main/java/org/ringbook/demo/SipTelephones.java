package org.ringbook.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.ringbook.demo.sip.SipLeg;
import org.ringbook.demo.sip.SipRegistrar;
import org.ringbook.softphones.SipAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Telephones of the demo that are real: programs that registered. What rings there rings in the exchange, and the person answers, holds and
 * hangs up instead of the script. 600 lets one hear oneself; any number outside answers after a moment, with a made-up voice.
 */
final class SipTelephones implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SipTelephones.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWERS = Duration.ofSeconds(3);
    private static final Duration TALKS = Duration.ofSeconds(90);
    private static final int NOT_FOUND = 404;
    private static final int DECLINED = 603;

    private final Exchange exchange;
    private final Player player;
    private final Executor thread;
    private final SipRegistrar registrar;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<Channel, SipLeg> legs = new HashMap<>();
    /** Who dialled, until the exchange has a channel for it. */
    private final Map<String, SipLeg> dialling = new HashMap<>();
    /** What is to happen when a telephone is picked up that rings for a click-to-call. */
    private final Map<Channel, Runnable> asked = new HashMap<>();

    /** @param thread the exchange's */
    SipTelephones(Exchange exchange, Player player, Executor thread, int port) throws IOException {
        this.exchange = exchange;
        this.player = player;
        this.thread = thread;
        exchange.cast.people().forEach(person -> secrets.put(person.extension(), secret()));
        registrar = new SipRegistrar(InetAddress.getLoopbackAddress(), port, secrets::get);
        registrar.connects((extension, number, leg) -> thread.execute(() -> dialled(extension, number, leg)));
    }

    private static String secret() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Any thread. */
    Optional<SipAccount> account(String extension) {
        return Optional.ofNullable(secrets.get(extension))
                .map(secret -> new SipAccount(
                        extension + "@" + registrar.address() + ";transport=udp", extension, secret, "rtp"));
    }

    /**
     * A click-to-call rings that telephone next.
     *
     * @return false where nobody real is: it goes on by itself
     */
    boolean asked(Channel phone, Runnable pickedUp) {
        if (!registrar.isHere(phone.endpoint())) {
            return false;
        }
        asked.put(phone, pickedUp);
        return true;
    }

    // What happens in the exchange.

    void announced(Channel channel) {
        SipLeg leg = channel.state == ChannelState.RING ? dialling.remove(channel.endpoint()) : null;
        if (leg != null) {
            legs.put(channel, leg);
            leg.tells(events(channel));
            leg.ringing();
        }
    }

    void became(Channel channel) {
        SipLeg leg = legs.get(channel);
        if (channel.state == ChannelState.UP && leg != null) {
            leg.answer();
        } else if (channel.state == ChannelState.RINGING && leg == null && registrar.isHere(channel.endpoint())) {
            rings(channel);
        }
    }

    private void rings(Channel phone) {
        Party caller = phone.connected;
        boolean known = caller.number() != null && !caller.number().equals("anonymous");
        try {
            String number = known ? international(caller.number()) : "";
            legs.put(phone, registrar.ring(phone.endpoint(), number, caller.name(), false, events(phone)));
            if (!asked.containsKey(phone)) {
                thread.execute(() -> waitsForThePerson(phone));
            }
        } catch (IOException unreachable) {
            LOG.debug("The telephone {} cannot be rung: {}", phone.endpoint(), unreachable.getMessage());
        }
    }

    private static String international(String number) {
        return number.length() > 6 && !number.startsWith("+") ? "+" + number : number;
    }

    /** The script would answer by itself. */
    private void waitsForThePerson(Channel phone) {
        player.callOf(phone)
                .ifPresent(call -> player.goOn(
                        call, CallScript.goesOn().after(PATIENCE).ringsOut().endsUnanswered()));
    }

    void gone(Channel channel, boolean elsewhere) {
        asked.remove(channel);
        SipLeg leg = legs.remove(channel);
        if (leg != null) {
            leg.end(DECLINED, elsewhere);
        }
    }

    // What happens at the telephones.

    private void dialled(String extension, String number, SipLeg leg) {
        boolean person = exchange.cast.person(number).isPresent();
        if (number.equals(SipRegistrar.ECHO)) {
            leg.answer();
        } else if (!person && !number.matches("\\+?[0-9]{5,20}") || number.equals(extension)) {
            leg.end(NOT_FOUND, false);
        } else {
            dialling.put(extension, leg);
            player.play(
                    CallScript.personCalls(extension, number)
                            .after(ANSWERS)
                            .answers()
                            .after(TALKS)
                            .calledHangsUp(),
                    (linkedId, failure) -> {});
        }
    }

    private SipLeg.Events events(Channel channel) {
        return new SipLeg.Events() {
            @Override
            public void answered() {
                thread.execute(() -> pickedUp(channel));
            }

            @Override
            public void holds(boolean on) {
                thread.execute(() -> held(channel, on));
            }

            @Override
            public void over(int code) {
                thread.execute(() -> {
                    legs.remove(channel);
                    if (!channel.gone) {
                        player.hangUp(channel);
                    }
                });
            }
        };
    }

    private void pickedUp(Channel phone) {
        Runnable own = asked.remove(phone);
        if (phone.gone) {
            return;
        }
        if (own != null) {
            own.run();
            return;
        }
        player.callOf(phone).ifPresent(call -> {
            call.answers(phone.endpoint());
            player.goOn(call, CallScript.goesOn().after(TALKS).callerHangsUp());
        });
    }

    private void held(Channel phone, boolean on) {
        if (phone.gone || phone.bridge == null) {
            return;
        }
        player.callOf(phone).ifPresent(call -> {
            if (on) {
                call.holding.holds(phone);
            } else {
                call.holding.resumes(phone);
            }
        });
    }

    @Override
    public void close() {
        registrar.close();
    }
}
