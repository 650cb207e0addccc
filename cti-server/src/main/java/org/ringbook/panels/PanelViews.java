package org.ringbook.panels;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.calls.log.CallFigures;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallReader;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignFigures;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.QueueNow;
import org.ringbook.floor.Board.Tile;
import org.ringbook.floor.Floor;
import org.ringbook.followups.FollowUps;
import org.ringbook.panels.PanelView.Best;
import org.ringbook.panels.PanelView.CallList;
import org.ringbook.panels.PanelView.Deals;
import org.ringbook.panels.PanelView.Missed;
import org.ringbook.panels.PanelView.Person;
import org.ringbook.panels.PanelView.Quarter;
import org.ringbook.panels.PanelView.Queue;
import org.ringbook.panels.PanelView.Sales;
import org.ringbook.panels.PanelView.Winner;
import org.ringbook.refusals.Refused;
import org.ringbook.sales.SalesNow;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Makes what a panel shows, once a second at the most for each however many look at it. What is asked of the database is asked seldomer. */
@Component
public class PanelViews {

    private static final Logger LOG = LoggerFactory.getLogger(PanelViews.class);

    private static final Duration FRESH = Duration.ofMillis(900);
    private static final Duration SLOWLY = Duration.ofSeconds(10);
    /** Each entry of a list is counted, and there may be a million. */
    private static final Duration SELDOM = Duration.ofSeconds(60);

    /** A wall that shows no deals yet waits so long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int QUARTERS = 8;
    private static final int MOST_LISTS = 8;

    private final Floor floor;
    private final FollowUps followUps;
    private final CallReader calls;
    private final Campaigns campaigns;
    private final CampaignFigures figures;
    private final SalesNow salesNow;
    private final Staff staff;
    private final WorkingCalendar calendar;
    private final Map<UUID, Kept<PanelView>> views = new ConcurrentHashMap<>();
    private final Map<String, Kept<Object>> slow = new ConcurrentHashMap<>();
    private final Map<UUID, Counted> deals = new ConcurrentHashMap<>();
    /** Of deals, which wait for their turn with the reports: no wall stands still for it. */
    private final ExecutorService counting = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "panel-deals");
        thread.setDaemon(true);
        return thread;
    });

    PanelViews(
            Floor floor,
            FollowUps followUps,
            CallReader calls,
            Campaigns campaigns,
            CampaignFigures figures,
            SalesNow salesNow,
            Staff staff,
            WorkingCalendar calendar) {
        this.floor = floor;
        this.followUps = followUps;
        this.calls = calls;
        this.campaigns = campaigns;
        this.figures = figures;
        this.salesNow = salesNow;
        this.staff = staff;
        this.calendar = calendar;
    }

    private record Kept<T>(T value, Instant at) {
        boolean isOlderThan(Duration age, Instant now) {
            return at.plus(age).isBefore(now);
        }
    }

    /** May wait for the database. */
    public PanelView of(Panel panel) {
        Instant now = floor.now();
        return views.compute(
                        panel.id(),
                        (id, kept) ->
                                kept == null || kept.isOlderThan(FRESH, now) ? new Kept<>(made(panel, now), now) : kept)
                .value();
    }

    private PanelView made(Panel panel, Instant now) {
        Set<UUID> team = staff.all().stream()
                .filter(member -> panel.team() == null
                        || StaffMember.teamKey(panel.team()).equals(StaffMember.teamKey(member.team())))
                .map(StaffMember::id)
                .collect(Collectors.toSet());
        Board board = floor.board(team::contains, call -> false);
        var stale = new LinkedHashMap<String, Instant>();
        board.sources().stream()
                .filter(source -> source.staleSince() != null)
                .forEach(source -> stale.put(source.name(), source.staleSince()));
        Function<StaffMember, String> names = member -> shown(member, panel.fullNames());
        return new PanelView(
                now,
                board.counts(),
                board.tiles().stream().map(tile -> person(tile, names)).toList(),
                panel.kind() == Panel.Kind.SUPPORT
                        ? board.queues().stream().map(this::queue).toList()
                        : List.of(),
                stale,
                slowly("missed", now, this::missed),
                panel.kind() == Panel.Kind.SALES
                        ? slowly("sales " + panel.id(), now, () -> sales(team, names, now))
                        : null,
                panel.kind() == Panel.Kind.SALES ? deals(panel, names, now) : null,
                panel.kind() == Panel.Kind.LISTS ? kept("lists", SELDOM, now, this::lists) : List.of());
    }

    private <T> T slowly(String what, Instant now, Supplier<T> made) {
        return kept(what, SLOWLY, now, made);
    }

    @SuppressWarnings("unchecked")
    private <T> T kept(String what, Duration age, Instant now, Supplier<T> made) {
        return (T) slow.compute(
                        what,
                        (key, kept) -> kept == null || kept.isOlderThan(age, now) ? new Kept<>(made.get(), now) : kept)
                .value();
    }

    private Person person(Tile tile, Function<StaffMember, String> names) {
        String name = staff.find(tile.staffId()).map(names).orElse("");
        return new Person(
                tile.staffId(),
                name,
                tile.now().kept(),
                tile.now().decision().reason(),
                tile.now().since());
    }

    /** "Anna S." of "Anna Smirnova": who stands before the wall knows whom it means. */
    static String shown(StaffMember member, boolean full) {
        String[] words = member.name().strip().split("\\s+");
        return full || words.length < 2 ? member.name() : words[0] + " " + words[1].substring(0, 1) + ".";
    }

    private Queue queue(QueueNow queue) {
        List<Quarter> quarters = floor.quarters(queue.name(), QUARTERS).stream()
                .map(one -> new Quarter(one.offered(), queue.formula().of(one.level())))
                .toList();
        return new Queue(
                queue.name(),
                queue.waiting().size(),
                queue.longestSince(),
                queue.free(),
                queue.talking(),
                queue.today().offered(),
                queue.today().level().abandoned(),
                queue.level(),
                queue.formula(),
                quarters);
    }

    private Missed missed() {
        var waiting = followUps.waiting();
        return new Missed(waiting.count(), waiting.oldest());
    }

    private Sales sales(Set<UUID> team, Function<StaffMember, String> names, Instant now) {
        Instant midnight = now.atZone(calendar.zone())
                .toLocalDate()
                .atStartOfDay(calendar.zone())
                .toInstant();
        var filter = new CallFilter(midnight, null, null, null, null, List.copyOf(team), null, null, null);
        CallFigures today = calls.figures(filter, null);
        List<Best> best = staff.all().stream()
                .filter(member -> team.contains(member.id()))
                .map(member -> new Best(
                        names.apply(member),
                        today.of(member.id()).answered() + today.of(member.id()).placed()))
                .filter(one -> one.calls() > 0)
                .sorted(Comparator.comparingInt(Best::calls).reversed())
                .limit(3)
                .toList();
        return new Sales(
                today.all().answered(),
                today.all().placed(),
                today.all().talkSeconds().longValue() / 60,
                best);
    }

    /** Of one wall: what was counted last, and the count that goes on. */
    private static final class Counted {
        private volatile Deals known;
        private Instant begun;
        private Future<?> going;

        private boolean isDue(Instant now) {
            return going == null || going.isDone() && begun.plus(SELDOM).isBefore(now);
        }
    }

    /** What is known of them while they are counted, or cannot be; null for nothing yet: the wall shows the rest. */
    private Deals deals(Panel panel, Function<StaffMember, String> names, Instant now) {
        Counted counted = deals.computeIfAbsent(panel.id(), id -> new Counted());
        if (counted.isDue(now)) {
            counted.begun = now;
            counted.going = counting.submit(() -> count(panel, names, counted));
            if (counted.known == null) {
                await(counted.going);
            }
        }
        return counted.known;
    }

    private static void await(Future<?> count) {
        try {
            count.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            LOG.trace("A panel is shown without its deals", later);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Panel panel, Function<StaffMember, String> names, Counted counted) {
        try {
            SalesNow.Figures month = salesNow.of(panel.team(), null);
            counted.known = new Deals(
                    month.won(),
                    month.wonSum(),
                    month.plan(),
                    month.done(),
                    month.forecast(),
                    month.overdue(),
                    month.offers(),
                    month.best().stream()
                            .map(one -> new Winner(
                                    staff.find(one.person()).map(names).orElse("–"), one.won()))
                            .toList());
        } catch (Refused | DataAccessException | TransactionException busy) {
            LOG.debug("The deals of a panel are counted later", busy);
        } catch (RuntimeException fault) {
            LOG.error("The deals of a panel cannot be counted; it is tried again each minute", fault);
        }
    }

    @PreDestroy
    void stop() {
        counting.shutdownNow();
    }

    private List<CallList> lists() {
        List<Campaign> running = campaigns.running().stream().limit(MOST_LISTS).toList();
        Map<UUID, CampaignFigures.Figures> sums =
                figures.of(running.stream().map(Campaign::id).toList());
        return running.stream()
                .map(one -> {
                    var sum = sums.getOrDefault(one.id(), new CampaignFigures.Figures(Map.of(), 0, 0, 0, 0, 0));
                    return new CallList(
                            one.name(), sum.all(), sum.over(), sum.reached(), sum.success(), sum.percentOver());
                })
                .toList();
    }

    /** That somebody looks at it, for who manages the links. */
    public void seen(Panel panel, Panels panels) {
        slowly("seen " + panel.id(), floor.now(), () -> {
            panels.seen(panel.id());
            return true;
        });
    }
}
