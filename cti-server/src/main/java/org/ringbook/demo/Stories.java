package org.ringbook.demo;

import static org.ringbook.demo.CallScript.personCalls;
import static org.ringbook.demo.CallScript.trunkCalls;
import static org.ringbook.demo.CallScript.withheldCalls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What happens on a working day: a kind of call drawn by its weight, told with the people who are free. */
final class Stories {

    private record Kind(int weight, int peopleNeeded, Supplier<CallScript> story) {}

    private final DemoCast cast;
    private final Random random;
    private final List<Kind> kinds = List.of(
            new Kind(5, 1, this::answeredCallerEnds),
            new Kind(3, 1, this::answeredAgentEnds),
            new Kind(2, 1, this::missed),
            new Kind(1, 1, this::rangOut),
            new Kind(4, 2, this::queueAnswered),
            new Kind(1, 1, this::queueAbandoned),
            new Kind(2, 2, this::blindTransfer),
            new Kind(2, 2, this::attendedTransfer),
            new Kind(1, 2, this::secondOneAnswers),
            new Kind(2, 1, this::held),
            new Kind(1, 1, this::withheld),
            new Kind(3, 1, this::weCall),
            new Kind(1, 1, this::theyAreBusy),
            new Kind(1, 2, this::colleagues));
    private List<String> free = List.of();

    Stories(DemoCast cast, Random random) {
        this.cast = cast;
        this.random = random;
    }

    /** What a visitor sees first: a customer whom we know calls Anna. */
    CallScript first() {
        return trunkCalls(cast.lines().get(0), cast.customers().get(0).number())
                .rings(DemoCast.ANNA)
                .after(Duration.ofSeconds(5))
                .answers()
                .after(Duration.ofSeconds(20))
                .callerHangsUp();
    }

    /** @param people extensions that are free; not empty */
    CallScript next(List<String> people) {
        free = new ArrayList<>(people);
        var possible = kinds.stream()
                .filter(kind -> kind.peopleNeeded() <= free.size())
                .toList();
        var draw = random.nextInt(possible.stream().mapToInt(Kind::weight).sum());
        for (var kind : possible) {
            draw -= kind.weight();
            if (draw < 0) {
                return kind.story().get();
            }
        }
        throw new IllegalStateException("Nobody is free");
    }

    private CallScript answeredCallerEnds() {
        return somebodyCalls()
                .rings(agent())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript answeredAgentEnds() {
        return somebodyCalls()
                .rings(agent())
                .after(ring())
                .answers()
                .after(talk())
                .calledHangsUp();
    }

    private CallScript missed() {
        return somebodyCalls().rings(agent()).after(ring()).callerHangsUp();
    }

    private CallScript rangOut() {
        return somebodyCalls().rings(agent()).after(seconds(10, 14)).ringsOut().endsUnanswered();
    }

    private CallScript queueAnswered() {
        var members = cast.members().stream().filter(free::contains).toList();
        if (members.isEmpty()) {
            return answeredCallerEnds();
        }
        var quickest = members.contains(DemoCast.ANNA) && random.nextBoolean()
                ? DemoCast.ANNA
                : members.get(random.nextInt(members.size()));
        return somebodyCalls()
                .queues()
                .after(ring())
                .answers(quickest)
                .after(talk())
                .callerHangsUp();
    }

    private CallScript queueAbandoned() {
        return somebodyCalls().queues().after(ring()).callerHangsUp();
    }

    private CallScript blindTransfer() {
        var agent = agent();
        return somebodyCalls()
                .rings(agent)
                .after(ring())
                .answers()
                .after(seconds(6, 12))
                .blindTransfer(agent, agent())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript attendedTransfer() {
        var agent = agent();
        var colleague = agent();
        return somebodyCalls()
                .rings(agent)
                .after(ring())
                .answers()
                .after(seconds(6, 12))
                .consults(agent, colleague)
                .after(ring())
                .answers(colleague)
                .after(seconds(5, 9))
                .completesTransfer()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript secondOneAnswers() {
        var agent = agent();
        return somebodyCalls()
                .rings(agent)
                .after(seconds(7, 9))
                .ringsOut()
                .rings(agent())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript held() {
        var agent = agent();
        return somebodyCalls()
                .rings(agent)
                .after(ring())
                .answers()
                .after(seconds(5, 10))
                .holds(agent)
                .after(seconds(4, 9))
                .resumes(agent)
                .after(seconds(5, 20))
                .callerHangsUp();
    }

    private CallScript withheld() {
        return withheldCalls(line())
                .rings(agent())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript weCall() {
        return personCalls(agent(), customer())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript theyAreBusy() {
        return personCalls(agent(), customer()).after(seconds(2, 4)).isBusy();
    }

    private CallScript colleagues() {
        return personCalls(agent(), agent())
                .after(ring())
                .answers()
                .after(talk())
                .callerHangsUp();
    }

    private CallScript somebodyCalls() {
        return trunkCalls(line(), customer());
    }

    /** One who is free, Anna every other time; each is given once. */
    private String agent() {
        var who = free.contains(DemoCast.ANNA) && random.nextBoolean()
                ? DemoCast.ANNA
                : free.get(random.nextInt(free.size()));
        free.remove(who);
        return who;
    }

    private String line() {
        return cast.lines().get(random.nextInt(cast.lines().size()));
    }

    private String customer() {
        if (random.nextInt(4) == 0) {
            return cast.strangers().get(random.nextInt(cast.strangers().size()));
        }
        return cast.customers().get(random.nextInt(cast.customers().size())).number();
    }

    private Duration ring() {
        return seconds(3, 8);
    }

    private Duration talk() {
        return seconds(8, 40);
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(from * 1000L + random.nextInt((to - from) * 1000));
    }
}
