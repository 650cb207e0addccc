package org.ringbook.telephony.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ringbook.demo.PlayedPbx;
import org.ringbook.telephony.asterisk.SimulatedRecords.Kind;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.SimulatedInbox;

/**
 * A PBX, the network, the database and the clock are played, and the server's own code between them is driven, all from
 * one seed and in the order of a made-up time: days of calls and faults in seconds, and the same again from the same seed.
 */
final class Simulation {

    /** Later than the machine's clock, which the server's code may still look at to forget what is old. */
    private static final Instant BEGINS = Instant.parse("2100-01-01T00:00:00Z");

    private static final Duration WRITES_RAW_AFTER = Duration.ofSeconds(1);

    private final Random random;
    private final SimulatedWorld world;
    private final PlayedPbx pbx;
    private final UndisturbedEar ear = new UndisturbedEar();
    private final SimulatedNetwork network;
    private final SimulatedInbox inbox;
    private final SimulatedLog log;
    private final SimulatedRecords records;
    private final Gaps gaps = new Gaps();
    private final List<String> said = new ArrayList<>();
    private final Instant ends;
    private final double callsPerHour;
    private final double faultsPerHour;
    private SimulatedServer server;
    private Instant pbxStarted = BEGINS;
    private boolean pbxLives = true;
    private boolean serverIsAway;
    private Duration weekendAfter;
    private int faults;

    /** @param records that the PBX writes */
    Simulation(long seed, Duration length, double callsPerHour, double faultsPerHour, SimulatedRecords records) {
        this.records = records;
        this.random = new Random(seed);
        this.ends = BEGINS.plus(length);
        this.callsPerHour = callsPerHour;
        this.faultsPerHour = faultsPerHour;
        world = new SimulatedWorld(BEGINS, this::channels);
        pbx = new PlayedPbx(
                random,
                BEGINS,
                said::add,
                row -> records.write(Kind.CDR, row),
                records.kind() == Kind.CEL ? row -> records.write(Kind.CEL, row) : null);
        network = new SimulatedNetwork(world, random, ear::lost);
        inbox = new SimulatedInbox(world);
        log = new SimulatedLog(world);
    }

    /** The server is killed after so long, and started again 60 hours later; the telephones ring on. */
    Simulation withAWeekendOfAbsenceAfter(Duration workday) {
        weekendAfter = workday;
        return this;
    }

    private List<PlayedPbx.Live> channels() {
        return pbxLives && network.up() ? pbx.channels() : null;
    }

    /** Plays all of it, and returns how the log then stands against what really was. */
    SimulationVerdict run() {
        startServer();
        world.in(Duration.ZERO, this::somebodyCalls);
        world.in(pause(faultsPerHour), this::fault);
        world.in(Duration.ofMinutes(1), this::everyMinute);
        if (weekendAfter != null) {
            world.in(weekendAfter, () -> {
                faults++;
                restartServer(Duration.ofHours(60));
            });
        }
        for (Instant next = next(); next != null; next = next()) {
            if (world.next() != null && !world.next().isAfter(next)) {
                world.step();
            } else {
                world.moveTo(next);
                pbx.playUntil(next);
            }
            hearThePbx();
        }
        server.kill();
        return SimulationVerdict.of(ear, log.entries(), faults, records.kind());
    }

    private Instant next() {
        Instant pbxNext = pbxLives ? pbx.next() : null;
        Instant worldNext = world.next();
        boolean over = world.instant().isAfter(ends.plus(Duration.ofHours(1))) && pbxNext == null;
        if (over || pbxNext == null) {
            return over ? null : worldNext;
        }
        return worldNext == null || pbxNext.isBefore(worldNext) ? pbxNext : worldNext;
    }

    private void hearThePbx() {
        if (!said.isEmpty()) {
            List<String> events = List.copyOf(said);
            said.clear();
            ear.hears(events, world.instant());
            network.carries(events);
        }
    }

    private void everyMinute() {
        ear.forget(world.instant());
        server.forget();
        if (!serverIsAway) {
            inbox.drop(world.instant().minus(Duration.ofHours(6)));
        }
        world.in(Duration.ofMinutes(1), this::everyMinute);
    }

    private void somebodyCalls() {
        if (world.instant().isBefore(ends)) {
            if (pbxLives) {
                pbx.playUntil(world.instant());
                pbx.somebodyCalls();
            }
            world.in(pause(callsPerHour), this::somebodyCalls);
        }
    }

    private Duration pause(double perHour) {
        return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * 3_600_000 / perHour));
    }

    private Duration between(int fromMillis, int toMillis) {
        return Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis));
    }

    private void fault() {
        if (world.instant().isAfter(ends)) {
            return;
        }
        faults++;
        switch (random.nextInt(6)) {
            case 0 -> breakLink(between(500, 8_000));
            case 1 -> {
                network.swallows();
                world.in(Duration.ofSeconds(15), () -> breakLink(between(500, 15_000)));
            }
            case 2 -> network.slowsDown(between(1_000, 60_000));
            case 3 -> restartPbx(between(1_500, 20_000));
            case 4 -> restartServer(between(1_000, 20_000));
            default -> {
                log.databaseGoes();
                world.in(between(500, 60_000), log::databaseComes);
            }
        }
        world.in(pause(faultsPerHour), this::fault);
    }

    private void breakLink(Duration down) {
        network.breaks();
        world.in(down, this::connect);
    }

    private void connect() {
        if (server.wantsToConnect()) {
            if (pbxLives) {
                network.connects(server, Duration.between(pbxStarted, world.instant()));
            } else {
                world.in(Duration.ofSeconds(2), this::connect);
            }
        }
    }

    private void restartPbx(Duration down) {
        if (pbxLives) {
            hearThePbx();
            pbxLives = false;
            pbx.dies();
            ear.pbxDied(world.instant());
            network.breaks();
            world.in(down, () -> {
                pbx.startAt(world.instant());
                pbxStarted = world.instant();
                pbxLives = true;
            });
            world.in(down.plusSeconds(1), this::connect);
        }
    }

    private void restartServer(Duration down) {
        network.unplugged();
        serverIsAway = true;
        server.kill();
        inbox.crash(log.durable(WRITES_RAW_AFTER)).forEach(bytes -> ear.lost(new String(bytes)));
        log.crash();
        startServer(down);
    }

    private void startServer(Duration down) {
        SimulatedServer dead = server;
        world.in(down, () -> {
            if (server == dead) {
                startServer();
            }
        });
    }

    private void startServer() {
        serverIsAway = false;
        server = new SimulatedServer(world, inbox, log, gaps, records.settings());
        world.in(Duration.ofMillis(300), this::connect);
    }
}
