package org.ringbook.flights;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.PastCalls.Past;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.RawHistory;
import org.ringbook.telephony.inbox.Masks;
import org.ringbook.telephony.inbox.RawReading;
import org.springframework.stereotype.Component;

/** Takes the flight of a call out of what is kept of its source. Any thread; waits for the database. */
@Component
public class FlightRecorder {

    /** Most calls are found near their times; a PBX whose clock is wrong, or a gap that was filled late, wants more. */
    private static final List<Margin> MARGINS = List.of(
            new Margin(Duration.ofMinutes(10), Duration.ofMinutes(4)),
            new Margin(Duration.ofHours(26), Duration.ofHours(26)));

    private static final int MOST_MESSAGES = 100_000;

    private final RawHistory history;
    private final NumberPlan plan;

    public FlightRecorder(RawHistory history, NumberPlan plan) {
        this.history = history;
        this.plan = plan;
    }

    private record Margin(Duration before, Duration after) {}

    /** A time by our clock, and what was said of the call in it. */
    private record Found(Instant from, Instant to, Past past) {}

    /**
     * @param people true to hide numbers and names too; secrets are always hidden
     * @throws Refused when the call goes on, its source is not in the settings any more, or its messages are not kept
     */
    public Flight record(Call call, boolean people) {
        if (!call.ended()) {
            throw Refused.because(null, "flights.goes-on");
        }
        RawReading reading = history.reading(call.source())
                .orElseThrow(() -> Refused.because(null, "flights.source", call.source()));
        Found found = MARGINS.stream()
                .map(margin -> find(call, reading, margin))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Refused.because(null, "flights.not-kept"));
        List<Flight.Message> messages = messages(call.source(), reading, found);
        Masks masks = people ? Masks.ofPeople(plan) : Masks.ofSecrets(plan);
        messages.forEach(message -> masks.learn(reading.names(message.text())));
        return new Flight(
                head(call, reading, masks),
                messages.stream()
                        .map(message -> new Flight.Message(message.received(), reading.masked(message.text(), masks)))
                        .toList(),
                MaskedCall.of(call, masks));
    }

    private Flight.Head head(Call call, RawReading reading, Masks masks) {
        return new Flight.Head(
                FlightFile.FORMAT,
                version(),
                Instant.now(),
                call.source(),
                reading.kind(),
                MaskedCall.settings(reading.settings(), masks),
                plan.region(),
                plan.areaCode(),
                masks.people() ? "digits" : "secrets");
    }

    private static String version() {
        String version = FlightRecorder.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Optional<Found> find(Call call, RawReading reading, Margin margin) {
        Instant from = call.startedAt().minus(margin.before());
        Instant to = call.endedAt().plus(margin.after());
        var found = new ArrayList<Past>();
        history.derive(call.source(), reading, from, to, to, (settled, read) -> {
            settled.stream().filter(past -> isOf(call, past)).forEach(found::add);
            return found.isEmpty();
        });
        return found.stream()
                .filter(Past::whole)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(past -> new Found(from, to, past));
    }

    private static boolean isOf(Call call, Past past) {
        return past.call() != null && past.call().id().equals(call.id())
                || past.legs().contains(call.sourceId());
    }

    private List<Flight.Message> messages(String source, RawReading reading, Found found) {
        // A line that is open over many calls is none of the call's legs, and yet a part of its story.
        Set<String> legs = Stream.concat(
                        found.past().legs().stream(),
                        found.past().facts().stream().map(CallFact::leg))
                .collect(Collectors.toSet());
        Set<String> bridges = found.past().facts().stream()
                .filter(CallFact.Joined.class::isInstance)
                .map(fact -> ((CallFact.Joined) fact).bridge())
                .collect(Collectors.toSet());
        var messages = new ArrayList<Flight.Message>();
        history.read(source, found.from(), found.to(), (bytes, received) -> {
            if (belongs(reading, bytes, legs, bridges) || !messages.isEmpty() && reading.concernsAll(bytes)) {
                messages.add(new Flight.Message(received, bytes));
            }
            if (messages.size() > MOST_MESSAGES) {
                throw Refused.because(null, "flights.too-long", MOST_MESSAGES);
            }
            return true;
        });
        while (!messages.isEmpty()
                && reading.concernsAll(messages.get(messages.size() - 1).text())) {
            messages.remove(messages.size() - 1);
        }
        return messages;
    }

    /** A bridge may serve other calls before and after; who is in it says whose message it is. */
    private static boolean belongs(RawReading reading, byte[] message, Set<String> legs, Set<String> bridges) {
        Set<String> named = reading.legs(message);
        return named.isEmpty()
                ? !Collections.disjoint(new HashSet<>(reading.bridges(message)), bridges)
                : !Collections.disjoint(named, legs);
    }
}
