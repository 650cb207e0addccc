package org.ringbook.demo;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallIds;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.numbers.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The weeks before the demo began, so that reports have something to say: calls of the same people, written once into an empty log. */
@Component
class DemoPast {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPast.class);
    private static final int DAYS = 42;
    private static final int AT_ONCE = 200;
    private static final int BUSY_DAY = 48;
    private static final int QUIET_DAY = 6;

    /** How many calls of a hundred begin in the hours from 8 to 20. */
    private static final int[] HOURS = {2, 8, 13, 15, 12, 7, 8, 12, 10, 7, 4, 2};

    private final ObjectProvider<DemoPbx> pbx;
    private final CallLog log;
    private final boolean alive;

    DemoPast(ObjectProvider<DemoPbx> pbx, CallLog log, Environment settings) {
        this.pbx = pbx;
        this.log = log;
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
    }

    /** When the people are there: it is theirs whose telephones rang. */
    @Order(3)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        if (demo != null && alive) {
            var thread = new Thread(() -> write(demo.cast()), "demo-past");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void write(DemoCast cast) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Instant start = today.minusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
        var before = new CallFilter(null, start, null, null, null, null, null, null);
        try {
            if (!log.find(before, null, 1).items().isEmpty()) {
                return;
            }
            List<CallChange> calls = new Days(cast, today)
                    .calls().stream()
                            .map(call -> new CallChange(null, call, List.of()))
                            .toList();
            for (int from = 0; from < calls.size(); from += AT_ONCE) {
                log.write(calls.subList(from, Math.min(calls.size(), from + AT_ONCE)));
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("The demo leaves out the weeks before it", away);
        }
    }

    /** The same days for everybody who starts it on that day. */
    static final class Days {

        private final DemoCast cast;
        private final LocalDate today;
        private final Random random = new Random(42);
        private final List<Call> calls = new ArrayList<>();
        private int number;

        Days(DemoCast cast, LocalDate today) {
            this.cast = cast;
            this.today = today;
        }

        /** Oldest day first. */
        List<Call> calls() {
            for (int before = DAYS; before > 0; before--) {
                LocalDate day = today.minusDays(before);
                boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
                int count = (weekend ? QUIET_DAY : BUSY_DAY) + random.nextInt(10);
                for (int i = 0; i < count; i++) {
                    call(moment(day));
                }
            }
            return calls;
        }

        private Instant moment(LocalDate day) {
            int of = random.nextInt(100);
            int hour = 0;
            while (hour < HOURS.length - 1 && of >= HOURS[hour]) {
                of -= HOURS[hour];
                hour++;
            }
            return day.atTime(8 + hour, random.nextInt(60), random.nextInt(60))
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
        }

        private void call(Instant start) {
            int kind = random.nextInt(100);
            if (kind < 30) {
                outbound(start, outside(), random.nextInt(10) < 7);
            } else if (kind < 42) {
                missed(start);
            } else {
                answered(start);
            }
        }

        private PhoneNumber outside() {
            boolean known = random.nextInt(10) < 7;
            return PhoneNumber.of(
                    known
                            ? cast.customers()
                                    .get(random.nextInt(cast.customers().size()))
                                    .number()
                            : cast.strangers()
                                    .get(random.nextInt(cast.strangers().size())));
        }

        private Call.Draft draft(Call.Direction direction, Instant start, PhoneNumber who) {
            var draft = new Call.Draft();
            draft.source = "demo";
            draft.sourceId = "past-" + number++;
            draft.id = CallIds.of(draft.source, draft.sourceId, start);
            draft.direction = direction;
            draft.state = Call.State.ENDED;
            draft.startedAt = start;
            draft.external = who;
            boolean in = direction == Call.Direction.INBOUND;
            draft.line = PhoneNumber.of(
                    cast.lines().get(in ? random.nextInt(cast.lines().size()) : 0));
            draft.holdSeconds = BigDecimal.ZERO;
            draft.rings = 0;
            return draft;
        }

        private static BigDecimal between(Instant from, Instant to) {
            return BigDecimal.valueOf(Duration.between(from, to).toMillis(), 3);
        }

        private String member() {
            return cast.members().get(random.nextInt(cast.members().size()));
        }

        private void answered(Instant start) {
            Call.Draft draft = draft(Call.Direction.INBOUND, start, outside());
            Instant entered = start.plusSeconds(2);
            Instant answered = entered.plusSeconds(2 + random.nextInt(28));
            Instant ended = answered.plusSeconds(8 + (long) (Math.pow(random.nextDouble(), 2) * 600));
            String who = member();
            draft.queue = cast.queue();
            draft.result = Call.Result.ANSWERED;
            draft.answeredAt = answered;
            draft.endedAt = ended;
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.waitSeconds = between(start, answered);
            draft.talkSeconds = between(answered, ended);
            draft.agent = who;
            draft.answeredBy = List.of(who);
            draft.rang = List.of(who);
            draft.rings = 1;
            draft.legs = List.of(
                    new Leg(cast.queue(), LegKind.QUEUE, entered, null, answered, LegOutcome.ANSWERED),
                    new Leg(who, LegKind.AGENT, entered, answered, ended, LegOutcome.ANSWERED));
            calls.add(draft.call());
        }

        /** Most of them are called back, and of the last days all: nobody begins with a list of the past to work off. */
        private void missed(Instant start) {
            PhoneNumber who = outside();
            Call.Draft draft = draft(Call.Direction.INBOUND, start, who);
            Instant entered = start.plusSeconds(2);
            Instant ended = entered.plusSeconds(3 + random.nextInt(70));
            String rang = member();
            draft.queue = cast.queue();
            draft.result = Call.Result.MISSED;
            draft.reason = Call.Reason.ABANDONED;
            draft.endedAt = ended;
            draft.endedBy = Call.EndedBy.EXTERNAL;
            draft.waitSeconds = between(start, ended);
            draft.talkSeconds = BigDecimal.ZERO;
            draft.rang = List.of(rang);
            draft.rings = 1;
            draft.legs = List.of(
                    new Leg(cast.queue(), LegKind.QUEUE, entered, null, ended, LegOutcome.CANCELLED),
                    new Leg(rang, LegKind.AGENT, entered, null, ended, LegOutcome.CANCELLED));
            calls.add(draft.call());
            outbound(ended.plusSeconds(60 + random.nextInt(1_800)), who, true);
        }

        private void outbound(Instant start, PhoneNumber who, boolean reached) {
            Call.Draft draft = draft(Call.Direction.OUTBOUND, start, who);
            Instant turn = start.plusSeconds(5 + random.nextInt(25));
            Instant ended = reached ? turn.plusSeconds(10 + (long) (Math.pow(random.nextDouble(), 2) * 480)) : turn;
            String agent = member();
            draft.result = reached ? Call.Result.ANSWERED : Call.Result.NO_ANSWER;
            draft.reason = reached ? null : Call.Reason.RANG_OUT;
            draft.answeredAt = reached ? turn : null;
            draft.endedAt = ended;
            draft.endedBy = reached ? Call.EndedBy.EXTERNAL : Call.EndedBy.AGENT;
            draft.waitSeconds = between(start, turn);
            draft.talkSeconds = reached ? between(turn, ended) : BigDecimal.ZERO;
            draft.agent = agent;
            draft.answeredBy = reached ? List.of(agent) : List.of();
            draft.legs = List.of(new Leg(agent, LegKind.AGENT, null, start, ended, LegOutcome.ANSWERED));
            calls.add(draft.call());
        }
    }
}
