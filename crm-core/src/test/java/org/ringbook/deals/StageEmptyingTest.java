package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.DealType.Control;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataAccessException;

/** A column with more deals than go at once is archived: none is lost on the way, whatever is interrupted. */
class StageEmptyingTest {

    private static final int MANY = StageEmptying.PAGE + 20;

    private final DealDesk desk = new DealDesk();
    private final Pipelines pipelines = desk.bean(Pipelines.class);
    private final DealDesk.Way way = desk.way(Control.FREE);

    @AfterEach
    void goodbye() {
        desk.crm
                .jdbc()
                .sql("alter table stage_move drop constraint if exists refused")
                .update();
        desk.close();
    }

    private List<UUID> deals(int count) {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            made.add(0, way.deal("Сделка " + i, desk.anna).id());
        }
        return made;
    }

    private List<UUID> shown(String stage) {
        return desk.crm
                .jdbc()
                .sql("select id from deal where stage_id = ? order by rank, id")
                .param(way.at(stage))
                .query(UUID.class)
                .list();
    }

    @Test
    void allOfALongColumnGoInTheirOrderEachWithAMoveOfVera() {
        List<UUID> made = deals(MANY);
        assertThat(pipelines.archive(way.at("Новая"), way.at("Договор"), By.user(desk.vera)))
                .isEqualTo(MANY);
        assertThat(shown("Договор")).isEqualTo(made);
        assertThat(desk.deals().moves(made.get(MANY - 1))).last().satisfies(move -> {
            assertThat(move.to()).isEqualTo(way.at("Договор"));
            assertThat(move.by()).isEqualTo(desk.vera.id());
        });
        assertThat(left()).isZero();
    }

    private int left() {
        return desk.crm
                .jdbc()
                .sql("select count(*) from stage_emptying")
                .query(Integer.class)
                .single();
    }

    private void wasInterrupted() {
        wasInterrupted("Новая", "Договор");
    }

    private void wasInterrupted(String stage, String to) {
        UUID from = way.at(stage);
        desk.crm
                .jdbc()
                .sql("update stage set archived = true where id = ?")
                .param(from)
                .update();
        desk.crm
                .jdbc()
                .sql("insert into stage_emptying (stage_id, move_to, by) values (?, ?, ?)")
                .params(from, way.at(to), desk.vera.id())
                .update();
    }

    @Test
    void whatAStopInterruptedGoesOnWhenTheStageIsArchivedOnceMore() {
        UUID first = way.at("Новая");
        deals(MANY);
        wasInterrupted();
        assertThat(pipelines.archive(first, null, By.user(desk.vera))).isEqualTo(MANY);
        assertThat(shown("Договор")).hasSize(MANY);
        assertThat(pipelines.archive(first, null, By.user(desk.vera))).isZero();
    }

    @Test
    void aStageThatCannotBeEmptiedKeepsNoOtherFromItAndGoesOnWhenItCan() {
        UUID stuck = deals(1).get(0);
        UUID goes = way.deal("Кофе", desk.anna).id();
        desk.deals().move(goes, Deals.Move.to(way.at("Потребность"), null), By.user(desk.vera));
        refuseMovesTo(way.at("Договор"));
        wasInterrupted("Новая", "Договор");
        wasInterrupted("Потребность", "Предложение");
        StageEmptying emptying = desk.bean(StageEmptying.class);
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(emptying::goOnWithAll);
        assertThat(shown("Новая")).containsExactly(stuck);
        assertThat(shown("Предложение")).containsExactly(goes);

        desk.crm.jdbc().sql("alter table stage_move drop constraint refused").update();
        emptying.goOnWithAll();
        assertThat(shown("Договор")).containsExactly(stuck);
    }

    private void refuseMovesTo(UUID stage) {
        desk.crm
                .jdbc()
                .sql("alter table stage_move add constraint refused check (to_stage <> '" + stage + "') not valid")
                .update();
    }

    @Test
    void whileDealsAreOnTheirWayToAStageItIsNotArchivedItself() {
        deals(1);
        wasInterrupted();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> pipelines.archive(way.at("Договор"), way.at("Предложение"), By.user(desk.vera)))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("deals.stage.filled"));
    }

    @Test
    void aStageThatIsTakenOutOfTheArchiveKeepsWhatIsLeftInIt() {
        UUID first = way.at("Новая");
        deals(2);
        wasInterrupted();
        pipelines.restore(first);
        assertThat(pipelines.archive(way.at("Потребность"), null, By.user(desk.vera)))
                .isZero();
        assertThat(shown("Новая")).hasSize(2);
        assertThat(left()).isZero();
    }
}
