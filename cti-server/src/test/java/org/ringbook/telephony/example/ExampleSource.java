package org.ringbook.telephony.example;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegEnded;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.Delivery;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.telephony.webhooks.WebhookReceiver;
import org.ringbook.telephony.webhooks.WebhookResult;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/** A telephone system that reports each call that nobody took: "SECRET ID NUMBER". */
final class ExampleSource implements PbxSource {

    private final String name;
    private final String secret;

    ExampleSource(String name, String secret) {
        this.name = name;
        this.secret = secret;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<WebhookReceiver> receiver() {
        return Optional.of(this::receive);
    }

    private WebhookResult receive(Delivery delivery) {
        String[] words = delivery.text().split(" ");
        if (!words[0].equals(secret)) {
            return new WebhookResult.Refuse(Rejection.KEY);
        }
        byte[] call = (words[1] + " " + words[2]).getBytes(StandardCharsets.UTF_8);
        return new WebhookResult.Keep(words[1], new RawHook("call", call).bytes(), delivery.received(), Answer.OK);
    }

    @Override
    public Intake.Translation translation() {
        return ExampleSource::translate;
    }

    private static boolean translate(byte[] message, Instant received, Consumer<CallFact> facts) {
        String[] words = RawHook.of(message).text().split(" ");
        facts.accept(new LegBegan(words[0], received, Side.CALLER, true, null, words[1], null));
        facts.accept(new LegEnded(words[0], received.plusSeconds(5), Outcome.OTHER));
        return true;
    }

    @Override
    public void start(Intake intake) {}

    @Override
    public SourceHealth check() {
        return new SourceHealth(name, SourceHealth.State.UP, Instant.EPOCH, Notice.of("example.up", name), List.of());
    }

    @Override
    public boolean hasTelephone(String extension) {
        return false;
    }

    @Override
    public void close() {}
}
