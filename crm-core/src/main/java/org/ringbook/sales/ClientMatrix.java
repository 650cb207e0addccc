package org.ringbook.sales;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Clients by share and growth: x is a client's sum by that of the largest, y how much the sum grew; both parted at their medians. Who bought
 * nothing before has no growth and stands apart; who buys nothing any more is small and shrinks, wherever the medians are. Pure.
 */
final class ClientMatrix {

    enum Field {
        /** Large and growing. */
        STAR,
        /** Large, growing less. */
        COW,
        /** Small and growing. */
        QUESTION,
        DOG,
        NEW
    }

    /** @param before in the period before */
    record Client(UUID id, BigDecimal sum, BigDecimal before) {}

    /** @param y null for a new one */
    record Place(Client client, double x, Double y, Field field) {}

    private ClientMatrix() {}

    static List<Place> of(List<Client> clients) {
        BigDecimal largest =
                clients.stream().map(Client::sum).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
        List<Client> known =
                clients.stream().filter(one -> one.before().signum() != 0).toList();
        double middleX = median(known.stream().map(one -> x(one, largest)).toList());
        double middleY = median(known.stream().map(ClientMatrix::y).toList());
        var places = new ArrayList<Place>();
        for (Client one : clients) {
            double x = x(one, largest);
            Double y = y(one);
            boolean buys = one.sum().signum() > 0;
            places.add(new Place(one, x, y, y == null ? Field.NEW : field(buys && x >= middleX, buys && y >= middleY)));
        }
        return places;
    }

    private static double x(Client one, BigDecimal largest) {
        return largest.signum() <= 0 ? 0 : Ratio.of(one.sum(), largest);
    }

    private static Double y(Client one) {
        return Ratio.of(one.sum().subtract(one.before()), one.before());
    }

    private static Field field(boolean large, boolean growing) {
        if (large) {
            return growing ? Field.STAR : Field.COW;
        }
        return growing ? Field.QUESTION : Field.DOG;
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
