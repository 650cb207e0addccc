package org.ringbook.demo;

import static org.ringbook.demo.CallScript.personCalls;
import static org.ringbook.demo.CallScript.trunkCalls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ringbook.staff.Role;

/**
 * A PBX without sockets or a clock, on which random calls of many kinds are played in no time: what it would say over AMI,
 * and which channels it has at any moment. It can die with all its calls and come back. One thread.
 */
public final class PlayedPbx {

    private static final int PEOPLE = 60;
    private static final List<String> CDR = List.of(
            "AccountCode",
            "Source",
            "Destination",
            "DestinationContext",
            "CallerID",
            "Channel",
            "DestinationChannel",
            "LastApplication",
            "LastData",
            "StartTime",
            "AnswerTime",
            "EndTime",
            "Duration",
            "BillableSeconds",
            "Disposition",
            "AMAFlags",
            "UniqueID");

    private final Random random;
    private final DemoCast cast;
    private final Consumer<String> line;
    private final Consumer<String> records;
    private final PlayedCel cel;
    private final Map<String, String> linkedIds = new HashMap<>();
    private Timetable timetable;
    private Exchange exchange;
    private Player player;
    private long customers;

    /**
     * @param line hears every event, as it stands on the wire
     * @param records takes each row of the PBX's own record of calls, as cdr_csv writes it
     * @param events takes each row of its record of events, as cel_custom writes it; null when it writes none
     */
    public PlayedPbx(
            Random random, Instant starts, Consumer<String> line, Consumer<String> records, Consumer<String> events) {
        this.records = records;
        this.cel = events == null ? null : new PlayedCel(events);
        this.random = random;
        this.line = line;
        this.cast = new DemoCast(
                IntStream.range(101, 101 + PEOPLE)
                        .mapToObj(extension -> new DemoCast.Person(
                                "" + extension, "Desk " + extension, "desk" + extension, Role.AGENT, extension < 105))
                        .toList(),
                List.of("+74957770001", "+74957770002"),
                "sales",
                List.of(),
                List.of(),
                List.of());
        startAt(starts);
    }

    /** After {@link #dies}, or at the beginning. */
    public void startAt(Instant now) {
        timetable = new Timetable(now);
        exchange = new Exchange(cast, timetable, this::said);
        player = new Player(exchange);
    }

    private void said(AmiEvent event) {
        line.accept(event.wire());
        if (cel != null) {
            cel.said(event, exchange.channels());
        }
        if (event.name.equals("Cdr")) {
            records.accept(row(event));
        } else if (event.headers.containsKey("Linkedid")) {
            linkedIds.put(event.headers.get("Uniqueid"), event.headers.get("Linkedid"));
        }
    }

    private String row(AmiEvent cdr) {
        var values = new ArrayList<String>();
        for (String header : CDR) {
            values.add(cdr.headers.getOrDefault(header, ""));
        }
        values.add("");
        values.add(linkedIds.getOrDefault(cdr.headers.get("UniqueID"), cdr.headers.get("UniqueID")));
        values.add("1");
        return values.stream()
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(",", "", "\n"));
    }

    /** All calls end, and nobody is told. */
    public void dies() {
        if (cel != null) {
            cel.dies();
        }
        startAt(timetable.now());
    }

    /** When the next thing happens; null when nothing does. */
    public Instant next() {
        return timetable.next();
    }

    public void playUntil(Instant then) {
        timetable.playUntil(then);
    }

    /** A channel as the PBX lists it. @param bridge null when it is in none */
    public record Live(
            String id,
            String name,
            String linkedId,
            int state,
            String number,
            String exten,
            String application,
            String bridge,
            Instant since) {}

    /** The channels that live. */
    public List<Live> channels() {
        return exchange.channels().stream()
                .map(channel -> new Live(
                        channel.uniqueId,
                        channel.name,
                        channel.linkedId,
                        channel.state.number,
                        channel.caller.number(),
                        channel.exten,
                        channel.application,
                        channel.bridge == null ? null : channel.bridge.id,
                        channel.created))
                .toList();
    }

    /** Somebody calls, now; unless nobody is free. */
    public void somebodyCalls() {
        var engaged = player.engaged();
        var free = new ArrayList<>(cast.people().stream()
                .map(DemoCast.Person::extension)
                .filter(extension -> !engaged.contains(extension))
                .toList());
        Collections.shuffle(free, random);
        if (free.size() >= 4) {
            player.play(script(free.get(0), free.get(1)), (linkedId, failure) -> {
                if (failure != null) {
                    throw new IllegalStateException(failure);
                }
            });
        }
    }

    private CallScript script(String one, String two) {
        var calls = trunkCalls(cast.lines().get(random.nextInt(2)), "+79%09d".formatted(customers++));
        var answered = calls.rings(one).after(ring()).answers();
        var consulted = answered.after(talk())
                .consults(one, two)
                .after(ring())
                .answers(two)
                .after(talk());
        var weCall = personCalls(one, "+79%09d".formatted(customers++));
        return switch (random.nextInt(18)) {
            case 0, 1 -> answered.after(talk()).callerHangsUp();
            case 2, 3 -> answered.after(talk()).calledHangsUp();
            case 4 -> calls.rings(one).after(ring()).callerHangsUp();
            case 5 -> calls.rings(one).after(ring()).ringsOut().endsUnanswered();
            case 6 -> calls.rings(one).after(ring()).isBusy();
            case 7 ->
                calls.rings(one, two).after(ring()).answers(two).after(talk()).callerHangsUp();
            case 8 ->
                calls.rings(one)
                        .after(ring())
                        .ringsOut()
                        .rings(two)
                        .after(ring())
                        .answers()
                        .after(talk())
                        .calledHangsUp();
            case 9 -> queued(calls, engagedMembers());
            case 10 -> calls.queues().after(ring()).callerHangsUp();
            case 11 ->
                answered.after(talk())
                        .blindTransfer(one, two)
                        .after(ring())
                        .answers()
                        .after(talk())
                        .callerHangsUp();
            case 12 -> consulted.completesTransfer().after(talk()).callerHangsUp();
            case 13 -> consulted.completesTransfer().after(talk()).hangsUp(two);
            case 14 ->
                answered.after(talk())
                        .holds(one)
                        .after(talk())
                        .resumes(one)
                        .after(talk())
                        .callerHangsUp();
            case 15 -> weCall.after(ring()).answers().after(talk()).callerHangsUp();
            case 16 -> weCall.after(ring()).isBusy();
            default ->
                personCalls(one, two).after(ring()).answers().after(talk()).callerHangsUp();
        };
    }

    private List<String> engagedMembers() {
        var engaged = player.engaged();
        return cast.members().stream()
                .filter(member -> !engaged.contains(member))
                .toList();
    }

    private CallScript queued(CallScript calls, List<String> free) {
        return free.isEmpty()
                ? calls.queues().after(ring()).callerHangsUp()
                : calls.queues()
                        .after(ring())
                        .answers(free.get(0))
                        .after(talk())
                        .callerHangsUp();
    }

    private Duration ring() {
        return Duration.ofMillis(1000 + random.nextInt(14_000));
    }

    /** Mostly minutes, sometimes an hour. */
    private Duration talk() {
        double minutes = -3 * Math.log(1 - random.nextDouble());
        return Duration.ofMillis(500 + (long) (minutes * 60_000));
    }
}
