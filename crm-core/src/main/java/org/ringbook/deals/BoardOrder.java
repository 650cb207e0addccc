package org.ringbook.deals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a card stands in its column. */
final class BoardOrder {

    /** Where there is so little room that ranks get longer, the column gets new ones. */
    private static final int LONGEST = 40;

    /** Of a longer one all would wait while it is done. */
    private static final int MOST_ANEW = 5_000;

    private final JdbcClient jdbc;

    BoardOrder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Between two cards there is no room: two came to one place at the same moment, or it was used too often. */
    static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    String top(Stage stage) {
        return top(stage, null);
    }

    /** Whoever comes to the top at the same moment as another stands above or below them, not in the same place. */
    private String top(Stage stage, UUID card) {
        return Ranks.onTop(edge("min(rank)", stage, "", null, card), ThreadLocalRandom.current());
    }

    /**
     * @param above the card that it stands under; null for none
     * @param below the card that it stands on, where none is above; null for the top
     * @param card itself
     * @throws NoRoom see there
     */
    String at(Stage stage, UUID above, UUID below, UUID card) {
        Optional<String> over = rank(stage, above);
        if (over.isPresent()) {
            String tied = tied(stage, over.get(), above, card);
            return between(
                    over.get(), tied != null ? tied : edge("min(rank)", stage, " and rank > :rank", over.get(), card));
        }
        Optional<String> under = rank(stage, below);
        if (under.isPresent()) {
            return between(edge("max(rank)", stage, " and rank < :rank", under.get(), card), under.get());
        }
        return top(stage, card);
    }

    private static String between(String over, String under) {
        if (over != null && over.equals(under)) {
            throw new NoRoom();
        }
        String rank = Ranks.between(over, under);
        if (rank.length() > LONGEST) {
            throw new NoRoom();
        }
        return rank;
    }

    private Optional<String> rank(Stage stage, UUID card) {
        return card == null
                ? Optional.empty()
                : jdbc.sql("select rank from deal where id = ? and stage_id = ?")
                        .params(card, stage.id())
                        .query(String.class)
                        .optional();
    }

    /** The rank once more, when a card of the same rank stands behind. */
    private String tied(Stage stage, String rank, UUID above, UUID card) {
        return jdbc.sql("select rank from deal where pipeline_id = :pipeline and stage_id = :stage and rank = :rank"
                        + " and id > :above and id <> :card limit 1")
                .param("pipeline", stage.pipelineId())
                .param("stage", stage.id())
                .param("rank", rank)
                .param("above", above)
                .param("card", card)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private String edge(String what, Stage stage, String condition, String rank, UUID card) {
        return jdbc.sql("select " + what + " from deal where pipeline_id = :pipeline and stage_id = :stage"
                        + " and (:card::uuid is null or id <> :card)" + condition)
                .param("pipeline", stage.pipelineId())
                .param("stage", stage.id())
                .param("rank", rank)
                .param("card", card)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /**
     * Makes room under a card: the cards of its rank are parted, and nobody else's place is touched. Where none has its rank, the place was
     * used too often, and the whole column gets new ranks. In a transaction of its own.
     *
     * @throws Refused if the column is too long for that
     */
    void makeRoom(Stage stage, UUID above) {
        String rank = rank(stage, above).orElse(null);
        List<UUID> tied = rank == null
                ? List.of()
                : jdbc.sql(
                                "select id from deal where pipeline_id = ? and stage_id = ? and rank = ? order by id for update")
                        .params(stage.pipelineId(), stage.id(), rank)
                        .query(UUID.class)
                        .list();
        String behind = rank == null ? null : edge("min(rank)", stage, " and rank > :rank", rank, null);
        List<String> parted = tied.size() < 2 ? List.of() : Ranks.after(rank, behind, tied.size() - 1);
        if (parted.isEmpty() || parted.stream().anyMatch(one -> one.length() > LONGEST)) {
            anew(stage, "rank, id");
        } else {
            write(tied.subList(1, tied.size()), parted);
        }
    }

    /**
     * Gives all cards of a column new ranks in an order. In a transaction of its own.
     *
     * @throws Refused if the column is too long for that
     */
    void anew(Stage stage, String order) {
        List<UUID> held = jdbc.sql(
                        "select id from deal where pipeline_id = ? and stage_id = ? order by id limit ? for update")
                .params(stage.pipelineId(), stage.id(), MOST_ANEW + 1)
                .query(UUID.class)
                .list();
        if (held.size() > MOST_ANEW) {
            throw Refused.because("above", "deals.place");
        }
        List<UUID> ids = jdbc.sql("select id from deal where pipeline_id = ? and stage_id = ? order by " + order)
                .params(stage.pipelineId(), stage.id())
                .query(UUID.class)
                .list();
        write(ids, Ranks.anew(ids.size()));
    }

    private void write(List<UUID> ids, List<String> ranks) {
        jdbc.sql("update deal d set rank = n.rank from unnest(?::uuid[], ?::text[]) n (id, rank) where d.id = n.id")
                .params(ids.toArray(UUID[]::new), ranks.toArray(String[]::new))
                .update();
    }
}
