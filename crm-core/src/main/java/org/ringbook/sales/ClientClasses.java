package org.ringbook.sales;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Clients by what they buy. ABC: by their sums, falling; the class follows from the share of all that stands before a client: below 80 % A,
 * below 95 % B, else C, and N for whoever brought nothing. XYZ: how much the sums of quarters differ, v = σ/μ of all of them: to 10 % X, to
 * 25 % Y, else Z; none for whoever bought first less than four quarters ago. RFM: how lately, how often, how much, each 1 to 5. Pure.
 */
final class ClientClasses {

    private static final BigDecimal A_BELOW = new BigDecimal("0.80");
    private static final BigDecimal B_BELOW = new BigDecimal("0.95");
    private static final double X_TO = 0.10;
    private static final double Y_TO = 0.25;
    private static final int PERIODS = 4;
    private static final int SCORES = 5;

    enum Abc {
        A,
        B,
        C,
        /** Nothing, or less than nothing. */
        N
    }

    enum Xyz {
        X,
        Y,
        Z,
        /** Too young to say. */
        NONE
    }

    /**
     * What a client bought in twelve months.
     *
     * @param quarters four sums, the oldest first
     * @param sinceFirst quarters since the first purchase ever, that one included; four or more tell enough
     * @param last day of buying
     * @param count of purchases
     */
    record Client(UUID id, List<BigDecimal> quarters, int sinceFirst, LocalDate last, int count) {

        Client {
            quarters = List.copyOf(quarters);
        }

        BigDecimal sum() {
            return quarters.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** @param variation σ/μ; null where there is none */
    record Classes(Client client, Abc abc, Xyz xyz, Double variation, int recency, int frequency, int money) {}

    private ClientClasses() {}

    /** By falling sums, ties by id. */
    static List<Classes> of(List<Client> clients) {
        List<Client> falling = clients.stream()
                .sorted(Comparator.comparing(Client::sum).reversed().thenComparing(Client::id))
                .toList();
        Map<UUID, Integer> recency = scores(clients, Client::last);
        Map<UUID, Integer> frequency = scores(clients, Client::count);
        Map<UUID, Integer> money = scores(clients, Client::sum);
        List<Abc> abc = abc(falling.stream().map(Client::sum).toList());
        var classes = new ArrayList<Classes>();
        for (int i = 0; i < falling.size(); i++) {
            Client client = falling.get(i);
            Double variation = client.sinceFirst() < PERIODS ? null : variation(client.quarters());
            classes.add(new Classes(
                    client,
                    abc.get(i),
                    xyz(variation),
                    variation,
                    recency.get(client.id()),
                    frequency.get(client.id()),
                    money.get(client.id())));
        }
        return classes;
    }

    /** @param falling sums, the greatest first */
    static List<Abc> abc(List<BigDecimal> falling) {
        BigDecimal all = falling.stream().filter(sum -> sum.signum() > 0).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal before = BigDecimal.ZERO;
        var classes = new ArrayList<Abc>();
        for (BigDecimal sum : falling) {
            if (sum.signum() <= 0) {
                classes.add(Abc.N);
                continue;
            }
            BigDecimal share = before.divide(all, MathContext.DECIMAL64);
            classes.add(share.compareTo(A_BELOW) < 0 ? Abc.A : share.compareTo(B_BELOW) < 0 ? Abc.B : Abc.C);
            before = before.add(sum);
        }
        return classes;
    }

    /** σ/μ of all of them, since they are all there are; null where nothing was bought. */
    static Double variation(List<BigDecimal> sums) {
        double mean =
                sums.stream().mapToDouble(BigDecimal::doubleValue).average().orElse(0);
        if (mean <= 0) {
            return null;
        }
        double square = sums.stream()
                .mapToDouble(sum -> Math.pow(sum.doubleValue() - mean, 2))
                .average()
                .orElse(0);
        return Math.sqrt(square) / mean;
    }

    static Xyz xyz(Double variation) {
        if (variation == null) {
            return Xyz.NONE;
        }
        return variation <= X_TO ? Xyz.X : variation <= Y_TO ? Xyz.Y : Xyz.Z;
    }

    /** Fifths by how many have less: who have the same have the same score. */
    private static <T extends Comparable<? super T>> Map<UUID, Integer> scores(
            List<Client> clients, Function<Client, T> by) {
        List<Client> rising = clients.stream().sorted(Comparator.comparing(by)).toList();
        var scores = new HashMap<UUID, Integer>();
        int less = 0;
        for (int i = 0; i < rising.size(); i++) {
            if (i > 0 && by.apply(rising.get(i)).compareTo(by.apply(rising.get(i - 1))) != 0) {
                less = i;
            }
            scores.put(rising.get(i).id(), 1 + less * SCORES / rising.size());
        }
        return scores;
    }
}
