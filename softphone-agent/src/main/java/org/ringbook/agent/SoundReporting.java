package org.ringbook.agent;

import java.time.Clock;
import java.util.function.Consumer;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.phone.RegistrationState;

/** Tells the server how each call sounded, beside whoever shows the telephone. On the telephone's thread. */
final class SoundReporting implements PhoneListener {

    private final PhoneListener shown;
    private final String telephone;
    private final Consumer<String> server;
    private final Clock clock;

    /**
     * @param telephone extension of the account
     * @param server takes a message of the session; must not wait
     */
    SoundReporting(PhoneListener shown, String telephone, Consumer<String> server, Clock clock) {
        this.shown = shown;
        this.telephone = telephone;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public void sounded(CallStatus call, MediaQuality quality) {
        server.accept(SoundReport.of(call, quality, telephone, clock.instant()));
        shown.sounded(call, quality);
    }

    @Override
    public void registration(RegistrationState state) {
        shown.registration(state);
    }

    @Override
    public void call(CallStatus call) {
        shown.call(call);
    }

    @Override
    public void transfer(String call, String outcome, int code) {
        shown.transfer(call, outcome, code);
    }

    @Override
    public void trouble(String call, String why) {
        shown.trouble(call, why);
    }

    @Override
    public void messages(MessagesWaiting now) {
        shown.messages(now);
    }
}
