package org.ringbook.pacing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * One shift of a policy in a made-up world, on a virtual clock: the same world, policy and seed make the same shift. Not for several
 * threads.
 */
public final class Shift {

    private final World world;
    private final Pacing policy;
    private final Random random;
    private final StartBucket bucket;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Agent> agents = new ArrayList<>();
    private final List<Line> inFlight = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> idles = new ArrayList<>();
    private double now;
    private long order;
    private long dials;
    private long humans;
    private long drops;
    private double worst;
    private double busy;
    private double present;
    private int peak;
    private int talkingNow;

    private enum State {
        READY,
        TALKING,
        WRAP_UP,
        AWAY
    }

    private static final class Agent {
        private State state = State.READY;
        private double since;
        private double talked;
        private boolean leaves;
    }

    private record Line(double dialled) {}

    private record Waiting(double since) {}

    private record Event(double at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private Shift(World world, Pacing policy, long seed) {
        this.world = world;
        this.policy = policy;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.bucket = new StartBucket(world.perSecond(), 0);
    }

    /** Plays it to its end; conversations that go on then are finished and count. */
    public static ShiftResult play(World world, Pacing policy, long seed) {
        return new Shift(world, policy, seed).play();
    }

    private ShiftResult play() {
        double end = world.hours() * 3600;
        for (int i = 0; i < world.agents(); i++) {
            var agent = new Agent();
            agents.add(agent);
            planBreak(agent);
        }
        tick(end);
        while (!events.isEmpty()) {
            Event event = events.poll();
            pass(Math.min(event.at(), end));
            now = event.at();
            event.what().run();
            if (now < end) {
                dial();
            }
        }
        return new ShiftResult(
                dials, humans, drops, worst, present == 0 ? 0 : busy / present, sorted(waits), sorted(idles), peak);
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private void tick(double end) {
        if (now < end) {
            in(world.tick(), () -> tick(end));
        }
    }

    private void in(double seconds, Runnable what) {
        events.add(new Event(now + seconds, order++, what));
    }

    /** Adds up what agents did until then. */
    private void pass(double until) {
        double time = until - now;
        if (time <= 0) {
            return;
        }
        for (Agent agent : agents) {
            if (agent.state != State.AWAY) {
                present += time;
                busy += agent.state == State.READY ? 0 : time;
            }
        }
    }

    private void dial() {
        int wanted = policy.toDial(state());
        for (int i = 0; i < wanted; i++) {
            boolean full = world.lines() > 0 && inFlight.size() + waiting.size() + talkingNow >= world.lines();
            if (full || !bucket.take(now)) {
                return;
            }
            start();
        }
    }

    private PacingState state() {
        int ready = 0;
        int working = 0;
        double[] talking = new double[agents.size()];
        double[] wrapUp = new double[agents.size()];
        int talkers = 0;
        int wrapping = 0;
        for (Agent agent : agents) {
            working += agent.state == State.AWAY ? 0 : 1;
            if (agent.state == State.READY && !agent.leaves) {
                ready++;
            } else if (agent.state == State.TALKING && !agent.leaves) {
                talking[talkers++] = now - agent.since;
            } else if (agent.state == State.WRAP_UP && !agent.leaves) {
                wrapUp[wrapping++] = now - agent.since;
            }
        }
        return new PacingState(
                now,
                ready,
                Arrays.copyOf(talking, talkers),
                Arrays.copyOf(wrapUp, wrapping),
                inFlight.stream().mapToDouble(line -> now - line.dialled()).toArray(),
                waiting.size(),
                drops,
                humans,
                working);
    }

    private void start() {
        var line = new Line(now);
        inFlight.add(line);
        dials++;
        peak = Math.max(peak, inFlight.size() + waiting.size() + talkingNow);
        if (random.nextDouble() < world.rateAt(now)) {
            in(logNormal(world.answer(), world.answerCv()), () -> answered(line));
        } else {
            boolean atOnce = random.nextDouble() < world.failAtOnce();
            in(atOnce ? random.nextDouble() : world.noAnswer(), () -> failed(line));
        }
    }

    private double logNormal(double mean, double cv) {
        double sigma = Math.sqrt(Math.log(1 + cv * cv));
        return Math.exp(Math.log(mean) - sigma * sigma / 2 + sigma * random.nextGaussian());
    }

    private void failed(Line line) {
        inFlight.remove(line);
        policy.failed(now - line.dialled());
        release();
    }

    private void answered(Line line) {
        inFlight.remove(line);
        humans++;
        policy.answered(now - line.dialled());
        var person = new Waiting(now);
        waiting.add(person);
        meet();
        if (waiting.contains(person)) {
            in(world.patience(), () -> goesAway(person));
        }
        release();
    }

    private void goesAway(Waiting person) {
        if (waiting.remove(person)) {
            drops++;
            policy.dropped();
            worst = Math.max(worst, (double) drops / humans);
            release();
        }
    }

    private void meet() {
        for (Agent agent : agents) {
            if (waiting.isEmpty()) {
                return;
            }
            if (agent.state == State.READY) {
                waits.add(now - waiting.poll().since());
                idles.add(now - agent.since);
                talk(agent);
            }
        }
    }

    private void talk(Agent agent) {
        become(agent, State.TALKING);
        talkingNow++;
        double talk = logNormal(world.talk(), world.talkCv());
        in(talk, () -> {
            talkingNow--;
            agent.talked = talk;
            become(agent, State.WRAP_UP);
            in(logNormal(world.wrapUp(), world.wrapUpCv()), () -> finished(agent));
        });
    }

    private void finished(Agent agent) {
        policy.handled(agent.talked, now - agent.since);
        become(agent, State.READY);
        if (agent.leaves) {
            leave(agent);
            return;
        }
        meet();
    }

    private void become(Agent agent, State state) {
        agent.state = state;
        agent.since = now;
    }

    private void planBreak(Agent agent) {
        if (world.breakEvery() > 0) {
            in(-Math.log(1 - random.nextDouble()) * world.breakEvery(), () -> {
                agent.leaves = true;
                release();
            });
        }
    }

    /** Who is ready and asked for a break goes once no line counts on them any more. */
    private void release() {
        for (Agent agent : agents) {
            long ready = agents.stream().filter(one -> one.state == State.READY).count();
            boolean spare = ready > inFlight.size() + waiting.size() || inFlight.isEmpty() && waiting.isEmpty();
            if (agent.leaves && agent.state == State.READY && spare) {
                leave(agent);
            }
        }
    }

    private void leave(Agent agent) {
        agent.leaves = false;
        become(agent, State.AWAY);
        if (now < world.hours() * 3600) {
            in(-Math.log(1 - random.nextDouble()) * world.breakFor(), () -> {
                become(agent, State.READY);
                planBreak(agent);
                meet();
            });
        }
    }
}
