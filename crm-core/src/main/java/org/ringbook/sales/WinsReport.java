package org.ringbook.sales;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.sales.Outcomes.Group;
import org.ringbook.sales.Outcomes.Outcome;

/** Won and lost by whoever answered for the deals as they were closed. */
final class WinsReport implements SalesReport {

    private static final List<Heading> COLUMNS = List.of(
            SalesReport.count("won"),
            SalesReport.count("lost"),
            SalesReport.share("win-rate"),
            SalesReport.money("won-sum"),
            SalesReport.money("lost-sum"),
            SalesReport.share("win-rate-sum"),
            SalesReport.count("corrections"),
            SalesReport.money("corrections-sum"));

    private final SalesRows rows;

    WinsReport(SalesRows rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "wins";
    }

    @Override
    public Counted count(SalesQuery query) {
        Stages stages = rows.stages();
        var people = new TreeMap<String, Group>();
        var all = new Group();
        var foreign = new Foreign();
        var noDemand = rows.noDemand();
        Instant from = query.period().from();
        Instant to = query.period().to();
        rows.settled(query, false, story -> {
            DealRow deal = story.deal();
            for (Credit credit : Winnings.in(story, stages, from, to)) {
                if (isAsked(query, credit.person())) {
                    of(people, credit.person()).add(deal, credit);
                    all.add(deal, credit);
                    foreign.see(deal);
                }
            }
            Outcome one = Outcomes.of(story, stages, noDemand);
            boolean lost = one != null && !one.won() && Basis.CLOSED.holds(deal, from, to);
            if (lost && isAsked(query, one.person())) {
                of(people, one.person()).add(one);
                all.add(one);
                foreign.see(deal);
            }
        });
        var lines = new ArrayList<Line>();
        people.forEach((person, group) -> lines.add(
                line(person, SalesReport.person(person.equals(NOTHING) ? null : UUID.fromString(person)), group)));
        lines.sort(Comparator.comparing((Line line) -> -line.figures().get(0).value()));
        var foot = new ArrayList<Note>(List.of(Note.of("wins"), Note.of("wins.reopened"), Note.of("no-demand")));
        SalesReport.name(foreign, foot);
        return Counted.ofDeals(COLUMNS, lines, line("", SalesReport.all(), all), foot);
    }

    private static boolean isAsked(SalesQuery query, UUID person) {
        return query.person() == null || query.person().equals(person);
    }

    private static Group of(Map<String, Group> people, UUID person) {
        return people.computeIfAbsent(person == null ? NOTHING : person.toString(), one -> new Group());
    }

    private static Line line(String key, Label label, Group group) {
        return new Line(
                key,
                label,
                List.of(
                        Figure.of(group.won()),
                        Figure.of(group.lost()),
                        Figure.of(group.rate()),
                        Figure.of(group.wonSum(), group.won()),
                        Figure.of(group.lostSum(), group.lost()),
                        Figure.of(group.rateOfSum()),
                        Figure.of(group.corrected()),
                        Figure.of(group.correctedSum(), group.corrected())));
    }

    @Override
    public Drawn drawn(ReportTable table) {
        return Drawn.asBars(table, List.of("won", "lost"));
    }

    /** Deals that were lost, by why, where, to whom, by whom. */
    static final class Reasons implements SalesReport {

        private static final List<Heading> COLUMNS =
                List.of(SalesReport.count("lost"), SalesReport.share("lost-share"), SalesReport.money("lost-sum"));
        private static final String BETWEEN = "|";

        private final SalesRows rows;

        Reasons(SalesRows rows) {
            this.rows = rows;
        }

        @Override
        public String name() {
            return "reasons";
        }

        @Override
        public List<String> rowsBy() {
            return List.of("reason", "stage", "competitor", "person", "reason-stage");
        }

        @Override
        public Counted count(SalesQuery query) {
            Stages stages = rows.stages();
            var lost = new ArrayList<Outcome>();
            var foreign = new Foreign();
            var noDemand = rows.noDemand();
            rows.closed(query, false, story -> {
                Outcome one = Outcomes.of(story, stages, noDemand);
                if (one != null && !one.won()) {
                    lost.add(one);
                    foreign.see(one.deal());
                }
            });
            var all = new Group();
            lost.forEach(all::add);
            String by = query.by() == null ? "reason" : query.by();
            var lines = new ArrayList<Line>();
            Outcomes.grouped(lost, key(by))
                    .forEach((key, group) -> lines.add(line(key, label(by, key, stages), group, all)));
            lines.sort(
                    Comparator.comparing((Line line) -> -line.figures().get(0).value()));
            var foot = new ArrayList<Note>(List.of(Note.of("reasons"), Note.of("no-demand")));
            SalesReport.name(foreign, foot);
            return Counted.ofDeals(COLUMNS, lines, line("", SalesReport.all(), all, all), foot);
        }

        private static Function<Outcome, String> key(String by) {
            return switch (by) {
                case "stage" ->
                    one -> one.stage() == null ? NOTHING : one.stage().id().toString();
                case "competitor" ->
                    one -> {
                        String named = one.deal().competitor();
                        return named == null || named.isBlank() ? NOTHING : named;
                    };
                case "person" ->
                    one -> one.person() == null ? NOTHING : one.person().toString();
                case "reason-stage" ->
                    one -> key("reason").apply(one) + BETWEEN + key("stage").apply(one);
                default ->
                    one -> one.deal().lostReason() == null
                            ? NOTHING
                            : one.deal().lostReason().toString();
            };
        }

        private Label label(String by, String key, Stages stages) {
            return switch (by) {
                case "stage" -> stage(key, stages).label();
                case "person" -> SalesReport.person(key.equals(NOTHING) ? null : UUID.fromString(key));
                case "competitor" -> SalesReport.text(key.equals(NOTHING) ? "–" : key);
                case "reason-stage" -> {
                    int between = key.indexOf(BETWEEN);
                    yield reason(key.substring(0, between))
                            .and(stage(key.substring(between + 1), stages))
                            .label();
                }
                default -> reason(key).label();
            };
        }

        private static Named stage(String key, Stages stages) {
            return key.equals(NOTHING)
                    ? Named.NONE
                    : stages.of(UUID.fromString(key)).named();
        }

        private Named reason(String key) {
            return rows.reasons().stream()
                    .filter(reason -> reason.id().toString().equals(key))
                    .map(SalesRows.Reason::named)
                    .findFirst()
                    .orElse(Named.NONE);
        }

        private static Line line(String key, Label label, Group group, Group all) {
            return new Line(
                    key,
                    label,
                    List.of(
                            Figure.of(group.lost()),
                            Figure.of(Ratio.of(group.lost().size(), all.lost().size())),
                            Figure.of(group.lostSum(), group.lost())));
        }

        @Override
        public Drawn drawn(ReportTable table) {
            return Drawn.asBars(table, List.of("lost"));
        }
    }
}
