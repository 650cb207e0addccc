package org.ringbook.deals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a card stands in its column. */
final class BoardOrder {

    /** Where there is so little room that ranks get longer, the column gets new ones. */
    private static final int LONGEST = 40;

    private final JdbcClient jdbc;

    BoardOrder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Between two cards there is no room: two came to one place at the same moment, or it was used too often. */
    static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    String top(UUID stage) {
        return Ranks.between(null, edge("min(rank)", stage, "", null, null));
    }

    /**
     * @param above the card that it stands under; null for none
     * @param below the card that it stands on, where none is above; null for the top
     * @param card itself
     * @throws NoRoom see there
     */
    String at(UUID stage, UUID above, UUID below, UUID card) {
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
        return Ranks.between(null, edge("min(rank)", stage, "", null, card));
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

    private Optional<String> rank(UUID stage, UUID card) {
        return card == null
                ? Optional.empty()
                : jdbc.sql("select rank from deal where id = ? and stage_id = ?")
                        .params(card, stage)
                        .query(String.class)
                        .optional();
    }

    /** The rank once more, when a card of the same rank stands behind. */
    private String tied(UUID stage, String rank, UUID above, UUID card) {
        return jdbc.sql(
                        "select rank from deal where stage_id = :stage and rank = :rank and id > :above and id <> :card limit 1")
                .param("stage", stage)
                .param("rank", rank)
                .param("above", above)
                .param("card", card)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private String edge(String what, UUID stage, String condition, String rank, UUID card) {
        return jdbc.sql("select " + what
                        + " from deal where pipeline_id = (select pipeline_id from stage where id = :stage)"
                        + " and stage_id = :stage and (:card::uuid is null or id <> :card)" + condition)
                .param("stage", stage)
                .param("rank", rank)
                .param("card", card)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Gives all cards of a column new ranks in the order in which they stand. In a transaction of its own. */
    void anew(UUID stage) {
        anew(stage, "rank, id");
    }

    void anew(UUID stage, String order) {
        jdbc.sql("select id from deal where stage_id = ? order by id for update")
                .param(stage)
                .query()
                .listOfRows();
        List<UUID> ids = jdbc.sql("select id from deal where stage_id = ? order by " + order)
                .param(stage)
                .query(UUID.class)
                .list();
        jdbc.sql("update deal d set rank = n.rank from unnest(?::uuid[], ?::text[]) n (id, rank) where d.id = n.id")
                .params(ids.toArray(UUID[]::new), Ranks.anew(ids.size()).toArray(String[]::new))
                .update();
    }
}
