package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.reports.Drawn;
import org.ringbook.reports.Period;
import org.ringbook.reports.ReportTable;
import org.ringbook.reports.ReportTable.Heading;
import org.ringbook.reports.ReportTable.Note;
import org.ringbook.sales.ClientClasses.Abc;
import org.ringbook.sales.ClientClasses.Classes;
import org.ringbook.sales.ClientClasses.Xyz;
import org.ringbook.sales.ClientMatrix.Field;

/** Clients by what they bought in the twelve months that end with a period. */
final class ClientReports {

    private static final int QUARTERS = 4;
    private static final int MONTHS = 3;
    private static final int SCORES = 5;

    private final SalesRows rows;

    ClientReports(SalesRows rows) {
        this.rows = rows;
    }

    List<SalesReport> all() {
        return List.of(new AbcXyz(), new Rfm(), new Bcg());
    }

    private static SalesQuery year(SalesQuery query) {
        LocalDate last = query.period().last();
        return query.in(new Period(
                last.plusDays(1).minusMonths(QUARTERS * MONTHS),
                last,
                query.period().zone()));
    }

    /** A client as purchases say it. */
    private static final class Buying {
        private final BigDecimal[] quarters = new BigDecimal[QUARTERS];
        private LocalDate first;
        private LocalDate last;
        private int count;

        private Buying() {
            Arrays.fill(quarters, BigDecimal.ZERO);
        }
    }

    /** Of whoever bought something in the twelve months that end with the period. */
    List<Classes> classes(SalesQuery query, Foreign foreign) {
        LocalDate end = query.period().last().plusDays(1);
        Map<UUID, Buying> clients = new HashMap<>();
        for (SalesRows.Purchase bought : rows.purchases(year(query))) {
            foreign.see(bought.deal());
            Buying client = clients.computeIfAbsent(bought.party(), party -> new Buying());
            int ago = quartersBefore(bought.on(), end);
            int quarter = Math.max(0, QUARTERS - 1 - ago);
            client.quarters[quarter] =
                    client.quarters[quarter].add(bought.deal().money());
            client.first = bought.first();
            client.last = bought.on();
            client.count++;
        }
        var all = new ArrayList<ClientClasses.Client>();
        clients.forEach((party, client) -> all.add(new ClientClasses.Client(
                party, List.of(client.quarters), quartersBefore(client.first, end) + 1, client.last, client.count)));
        return ClientClasses.of(all);
    }

    /** 0 for the three months before the end. */
    static int quartersBefore(LocalDate day, LocalDate end) {
        // Told from the end, as the period is: counted on from the day, the last days of a month fall into a later
        // quarter.
        int quarters = 0;
        while (day.isBefore(end.minusMonths((quarters + 1L) * MONTHS))) {
            quarters++;
        }
        return quarters;
    }

    private static List<UUID> ids(List<Classes> all, Predicate<Classes> which) {
        return all.stream().filter(which).map(one -> one.client().id()).toList();
    }

    private static BigDecimal sum(List<Classes> all, Predicate<Classes> which) {
        return all.stream().filter(which).map(one -> one.client().sum()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static SalesReport.Counted clients(
            List<Heading> columns, List<SalesReport.Line> lines, SalesReport.Line total, List<Note> foot) {
        Set<String> all = Set.copyOf(columns.stream().map(Heading::name).toList());
        return new SalesReport.Counted(columns, lines, total, foot, all, Set.of());
    }

    /** Classes of sums and of steadiness, one by the other. */
    private final class AbcXyz implements SalesReport {

        @Override
        public String name() {
            return "abc";
        }

        @Override
        public Set<SalesFilter> filters() {
            return Set.of();
        }

        @Override
        public Counted count(SalesQuery query) {
            var foreign = new Foreign();
            List<Classes> all = classes(query, foreign);
            BigDecimal whole = sum(all, one -> true);
            var lines = new ArrayList<Line>();
            for (Abc abc : Abc.values()) {
                lines.add(line(abc.name(), SalesReport.text(abc.name()), all, whole, one -> one.abc() == abc));
            }
            var foot = new ArrayList<Note>(List.of(Note.of("year"), Note.of("abc"), Note.of("xyz")));
            SalesReport.name(foreign, foot);
            return clients(
                    List.of(
                            SalesReport.count("clients"),
                            SalesReport.money("sum"),
                            SalesReport.share("sum-share"),
                            SalesReport.count("x"),
                            SalesReport.count("y"),
                            SalesReport.count("z"),
                            SalesReport.count("young")),
                    lines,
                    line("", SalesReport.all(), all, whole, one -> true),
                    foot);
        }

        private Line line(
                String key, ReportTable.Label label, List<Classes> all, BigDecimal whole, Predicate<Classes> which) {
            List<UUID> ids = ids(all, which);
            BigDecimal sum = sum(all, which);
            var figures = new ArrayList<Figure>(
                    List.of(Figure.of(ids), Figure.of(sum, ids), Figure.of(Ratio.of(sum, whole))));
            for (Xyz xyz : Xyz.values()) {
                figures.add(Figure.of(ids(all, which.and(one -> one.xyz() == xyz))));
            }
            return new Line(key, label, figures);
        }

        @Override
        public Drawn drawn(ReportTable table) {
            return Drawn.asBars(table, List.of("x", "y", "z", "young"));
        }
    }

    /** How lately and how often, one by the other. */
    private final class Rfm implements SalesReport {

        @Override
        public String name() {
            return "rfm";
        }

        @Override
        public Set<SalesFilter> filters() {
            return Set.of();
        }

        @Override
        public Counted count(SalesQuery query) {
            var foreign = new Foreign();
            List<Classes> all = classes(query, foreign);
            var columns = new ArrayList<Heading>(List.of(SalesReport.count("clients"), SalesReport.money("sum")));
            for (int often = SCORES; often > 0; often--) {
                columns.add(SalesReport.count("often-" + often));
            }
            columns.add(SalesReport.days("money-score"));
            var lines = new ArrayList<Line>();
            for (int lately = SCORES; lately > 0; lately--) {
                int score = lately;
                lines.add(line(
                        Integer.toString(score),
                        SalesReport.say("rfm.lately." + score),
                        all,
                        one -> one.recency() == score));
            }
            var foot = new ArrayList<Note>(List.of(Note.of("year"), Note.of("rfm")));
            SalesReport.name(foreign, foot);
            return clients(columns, lines, line("", SalesReport.all(), all, one -> true), foot);
        }

        private Line line(String key, ReportTable.Label label, List<Classes> all, Predicate<Classes> which) {
            List<UUID> ids = ids(all, which);
            var figures = new ArrayList<Figure>(List.of(Figure.of(ids), Figure.of(sum(all, which), ids)));
            for (int often = SCORES; often > 0; often--) {
                int score = often;
                figures.add(Figure.of(ids(all, which.and(one -> one.frequency() == score))));
            }
            double money = all.stream().filter(which).mapToInt(Classes::money).sum();
            figures.add(Figure.of(Ratio.of(money, ids.size())));
            return new Line(key, label, figures);
        }

        @Override
        public Drawn drawn(ReportTable table) {
            return Drawn.asBars(table, List.of("clients"));
        }
    }

    /** Share and growth against the period before. */
    private final class Bcg implements SalesReport {

        @Override
        public String name() {
            return "bcg";
        }

        @Override
        public Set<SalesFilter> filters() {
            return Set.of();
        }

        @Override
        public Counted count(SalesQuery query) {
            var foreign = new Foreign();
            Map<UUID, BigDecimal> now = sums(query, foreign);
            Map<UUID, BigDecimal> before = sums(query.in(query.period().before()), new Foreign());
            var clients = new ArrayList<ClientMatrix.Client>();
            now.forEach((party, sum) ->
                    clients.add(new ClientMatrix.Client(party, sum, before.getOrDefault(party, BigDecimal.ZERO))));
            // Whoever stopped buying shrank, too.
            before.forEach((party, sum) -> {
                if (!now.containsKey(party) && sum.signum() != 0) {
                    clients.add(new ClientMatrix.Client(party, BigDecimal.ZERO, sum));
                }
            });
            List<ClientMatrix.Place> places = ClientMatrix.of(clients);
            var lines = new ArrayList<Line>();
            for (Field field : Field.values()) {
                String word = field.name().toLowerCase(Locale.ROOT);
                lines.add(line(word, SalesReport.say("bcg." + word), places, place -> place.field() == field));
            }
            var foot = new ArrayList<Note>(List.of(Note.of("bcg")));
            SalesReport.name(foreign, foot);
            return ClientReports.clients(
                    List.of(SalesReport.count("clients"), SalesReport.money("sum"), SalesReport.share("growth")),
                    lines,
                    line("", SalesReport.all(), places, place -> true),
                    foot);
        }

        private Map<UUID, BigDecimal> sums(SalesQuery query, Foreign foreign) {
            var sums = new HashMap<UUID, BigDecimal>();
            rows.purchases(query).forEach(bought -> {
                foreign.see(bought.deal());
                sums.merge(bought.party(), bought.deal().money(), BigDecimal::add);
            });
            return sums;
        }

        private static Line line(
                String key,
                ReportTable.Label label,
                List<ClientMatrix.Place> places,
                Predicate<ClientMatrix.Place> which) {
            List<ClientMatrix.Client> those = places.stream()
                    .filter(which)
                    .map(ClientMatrix.Place::client)
                    .toList();
            List<UUID> ids = those.stream().map(ClientMatrix.Client::id).toList();
            BigDecimal sum = those.stream().map(ClientMatrix.Client::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal before =
                    those.stream().map(ClientMatrix.Client::before).reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Line(
                    key,
                    label,
                    List.of(Figure.of(ids), Figure.of(sum, ids), Figure.of(Ratio.of(sum.subtract(before), before))));
        }

        @Override
        public Drawn drawn(ReportTable table) {
            return Drawn.asBars(table, List.of("clients"));
        }
    }
}
