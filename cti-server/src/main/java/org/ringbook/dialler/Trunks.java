package org.ringbook.dialler;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestKind;
import org.ringbook.control.RequestState;
import org.ringbook.pacing.TrunkPace;
import org.ringbook.pacing.TrunkPace.Ending;
import org.ringbook.pacing.TrunkPace.Hold;
import org.ringbook.pacing.TrunkPace.Limits;
import org.ringbook.refusals.Refused;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The pace of each telephone system: what was set, what runs, and what its carrier makes of it. Any thread. */
@Component
public class Trunks {

    private static final Logger LOG = LoggerFactory.getLogger(Trunks.class);
    private static final int MOST_CHANNELS = 10_000;

    private final JdbcClient jdbc;
    private final Calls calls;
    private final Sources sources;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Map<String, Trunk> trunks = new ConcurrentHashMap<>();

    Trunks(
            JdbcClient jdbc,
            Calls calls,
            Sources sources,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.calls = calls;
        this.sources = sources;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * How a trunk is.
     *
     * @param source configured name of the telephone system
     * @param hold why no line may be started now
     * @param until when that is over by itself
     * @param rate starts in a second that are allowed now
     * @param lines of call lists that are up
     * @param all lines that are up
     */
    public record View(String source, Limits limits, Hold hold, Instant until, double rate, int lines, int all) {}

    private static final class Trunk {
        private final TrunkPace pace;
        private final Set<UUID> lines = ConcurrentHashMap.newKeySet();
        private Limits limits;

        Trunk(Limits limits) {
            this.limits = limits;
            this.pace = new TrunkPace(limits);
        }
    }

    /** Of every telephone system that can be told to dial, by name. Waits for the database where one is seen for the first time. */
    public List<View> all() {
        Instant now = Instant.now();
        return sources.commanded().stream()
                .filter(one -> one.commands().capabilities().contains(Capability.ORIGINATE))
                .map(one -> view(one.name(), now))
                .toList();
    }

    View view(String source, Instant now) {
        Trunk trunk = of(source);
        int all = outside(source);
        synchronized (trunk) {
            double at = seconds(now);
            Hold hold = trunk.pace.hold(at, trunk.lines.size(), all);
            Instant until = Instant.ofEpochMilli((long) (trunk.pace.until(at) * 1000));
            return new View(source, trunk.limits, hold, until, trunk.pace.rate(at), trunk.lines.size(), all);
        }
    }

    private Trunk of(String source) {
        return trunks.computeIfAbsent(source, name -> new Trunk(read().getOrDefault(name, Limits.USUAL)));
    }

    private Map<String, Limits> read() {
        var found = new TreeMap<String, Limits>();
        jdbc.sql("select * from dial_trunk").query(row -> {
            found.put(
                    row.getString("source"),
                    new Limits(row.getDouble("per_second"), row.getInt("channels"), row.getInt("kept")));
        });
        return found;
    }

    private int outside(String source) {
        return (int) calls.current().stream()
                .filter(call -> call.source().equals(source) && call.direction() != Call.Direction.INTERNAL)
                .count();
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    /** A line is about to be started. @return whether it may; then it counts as started */
    boolean take(String source, UUID line, Instant now) {
        Trunk trunk = of(source);
        int all = outside(source);
        synchronized (trunk) {
            if (trunk.pace.hold(seconds(now), trunk.lines.size(), all) != Hold.NONE) {
                return false;
            }
            trunk.pace.started(seconds(now));
            trunk.lines.add(line);
            return true;
        }
    }

    /** What was to be started was not. */
    void notStarted(String source, UUID line) {
        of(source).lines.remove(line);
    }

    /** How requests of call lists go, as call control tells. */
    void changed(CallRequest request, Instant now) {
        if (request.entrance() != Entrance.CAMPAIGN || request.kind() != RequestKind.DIAL || request.source() == null) {
            return;
        }
        Trunk trunk = of(request.source());
        synchronized (trunk) {
            if (!request.state().isOver()) {
                trunk.lines.add(request.id());
            } else if (trunk.lines.remove(request.id()) && request.state() == RequestState.ENDED) {
                Hold before = trunk.pace.hold(seconds(now), 0, 0);
                trunk.pace.ended(ending(request.cause()), seconds(now));
                alarm(request.source(), before, trunk.pace.hold(seconds(now), 0, 0));
            }
        }
    }

    private static Ending ending(String cause) {
        return switch (String.valueOf(cause)) {
            case "congestion" -> Ending.CONGESTION;
            case "rejected" -> Ending.REFUSED;
            default -> Ending.CARRIED;
        };
    }

    private static void alarm(String source, Hold before, Hold now) {
        if (now != before && (now == Hold.STOPPED || now == Hold.REFUSED)) {
            LOG.warn(
                    "Call lists dial nobody over \"{}\" for five minutes: its carrier {}",
                    source,
                    now == Hold.STOPPED ? "was full in 5 of 20 calls" : "refused the last 10 calls");
        }
    }

    /** @throws Refused with the field at fault: {@code source}, {@code perSecond}, {@code channels}, {@code kept} */
    public void set(String source, double perSecond, int channels, int kept, UUID by) {
        if (all().stream().noneMatch(one -> one.source().equals(source))) {
            throw Refused.because("source", "dialler.source");
        }
        if (!(perSecond >= 0.1 && perSecond <= TrunkPace.MOST_PER_SECOND)) {
            throw Refused.because("perSecond", "dialler.per-second", (int) TrunkPace.MOST_PER_SECOND);
        }
        if (channels < 0 || channels > MOST_CHANNELS || kept < 0 || channels > 0 && kept >= channels) {
            throw Refused.because(channels > MOST_CHANNELS ? "channels" : "kept", "dialler.channels", MOST_CHANNELS);
        }
        var now = new Limits(perSecond, channels, kept);
        Limits was = of(source).limits;
        transaction.executeWithoutResult(status -> write(source, was, now, by));
        Trunk trunk = of(source);
        synchronized (trunk) {
            trunk.limits = now;
            trunk.pace.limits(now);
            trunk.pace.goOn();
        }
    }

    private void write(String source, Limits was, Limits now, UUID by) {
        jdbc.sql("insert into dial_trunk (source, per_second, channels, kept, changed_by) values (?, ?, ?, ?, ?)"
                        + " on conflict (source) do update set per_second = excluded.per_second, channels = excluded.channels,"
                        + " kept = excluded.kept, changed_by = excluded.changed_by, changed_at = now()")
                .params(source, now.perSecond(), now.channels(), now.kept(), by)
                .update();
        events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                .on("trunk", source)
                .with("perSecond", was.perSecond(), now.perSecond())
                .with("channels", was.channels(), now.channels())
                .with("kept", was.kept(), now.kept())
                .by(by));
    }

    /** Somebody has seen to what stopped it. */
    public void goOn(String source) {
        Trunk trunk = of(source);
        synchronized (trunk) {
            trunk.pace.goOn();
        }
    }
}
