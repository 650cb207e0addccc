package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.sales.Stage.Kind;

/** A pipeline of four steps and deals that are told by their letters: N new, Q qualified, O offer, C contract, W won, L lost. */
final class Ways {

    static final UUID PIPELINE = id(1);
    static final UUID ANNA = id(201);
    static final UUID DUPLICATE = id(301);
    static final UUID PRICE = id(302);
    static final Instant MARCH = Instant.parse("2026-03-02T06:00:00Z");

    private static final Map<Character, Stage> BY_LETTER = Map.of(
            'N', stage('N', 1, Kind.OPEN, 0.1),
            'Q', stage('Q', 2, Kind.OPEN, 0.2),
            'O', stage('O', 3, Kind.OPEN, 0.5),
            'C', stage('C', 4, Kind.OPEN, 0.8),
            'W', stage('W', 5, Kind.WON, 1),
            'L', stage('L', 6, Kind.LOST, 0));

    static final Stages STAGES = new Stages(BY_LETTER.values());

    private static int made;

    private Ways() {}

    static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Stage stage(char letter, int position, Kind kind, double probability) {
        return new Stage(
                id(100 + letter), PIPELINE, Character.toString(letter), position, kind, probability, 14, false);
    }

    static Stage stage(char letter) {
        return BY_LETTER.get(letter);
    }

    /** A day between two moves. @param way {@code NQOCW} */
    static DealHistory deal(String way, BigDecimal amount) {
        return deal(way, amount, PRICE);
    }

    static synchronized DealHistory deal(String way, BigDecimal amount, UUID lostFor) {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < way.length(); i++) {
            moves.add(new Move(
                    MARCH.plus(Duration.ofDays(i)),
                    i == 0 ? null : stage(way.charAt(i - 1)).id(),
                    stage(way.charAt(i)).id(),
                    ANNA,
                    amount));
        }
        Stage end = stage(way.charAt(way.length() - 1));
        boolean open = end.kind() == Kind.OPEN;
        return new DealHistory(
                new DealRow(
                        id(1_000 + made++),
                        PIPELINE,
                        end.id(),
                        null,
                        ANNA,
                        amount,
                        "RUB",
                        null,
                        null,
                        MARCH,
                        open ? null : moves.get(moves.size() - 1).at(),
                        end.kind() == Kind.LOST ? lostFor : null,
                        null,
                        null),
                moves);
    }

    static List<DealHistory> deals(String... ways) {
        return List.of(ways).stream().map(way -> deal(way, BigDecimal.TEN)).toList();
    }
}
