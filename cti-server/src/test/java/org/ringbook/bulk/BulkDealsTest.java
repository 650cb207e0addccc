package org.ringbook.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.bulk.BulkChange.State;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Vera changes many deals and claims at once: by the rules of one, seen before, taken back after. */
class BulkDealsTest extends Server {

    @Autowired
    private BulkChanges changes;

    @Autowired
    private Deals deals;

    @Autowired
    private Pipelines pipelines;

    @Autowired
    private DealTypes types;

    @Autowired
    private LostReasons reasons;

    @Autowired
    private Fields fields;

    @Autowired
    private FieldValues values;

    @Autowired
    private Claims claims;

    @Autowired
    private PlatformTransactionManager transactions;

    private StaffMember vera;
    private StaffMember anna;
    private StaffMember boris;
    private Pipeline pipeline;
    private DealType strict;
    private DealType free;

    @BeforeEach
    void aStrictWayAndAFreeOne() {
        jdbc.sql("truncate bin_item, bulk_change, deal, claim, task cascade").update();
        vera = staff.byLogin("vera").orElseThrow();
        anna = staff.byLogin("anna").orElseThrow();
        boris = staff.byLogin("boris").orElseThrow();
        pipeline = pipelines.save(new Pipeline(null, "Опт " + UUID.randomUUID(), null, 0, false, 0));
        for (String name : List.of("Предложение", "Договор")) {
            pipelines.save(new Stage(
                    null,
                    pipeline.id(),
                    name,
                    null,
                    0,
                    Stage.Kind.OPEN,
                    BigDecimal.TEN,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    false,
                    0));
        }
        strict = type(Control.STRICT);
        free = type(Control.FREE);
    }

    private DealType type(Control control) {
        return types.save(new DealType(
                null,
                "Вид " + UUID.randomUUID(),
                null,
                pipeline.id(),
                control,
                List.of(),
                List.of(),
                false,
                0,
                false,
                0));
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate bin_item, bulk_change, deal, claim, task cascade").update();
        jdbc.sql("delete from field where subject = 'deal'").update();
        jdbc.sql("delete from deal_type where pipeline_id = ?")
                .param(pipeline.id())
                .update();
        jdbc.sql("delete from stage where pipeline_id = ?").param(pipeline.id()).update();
        jdbc.sql("delete from pipeline where id = ?").param(pipeline.id()).update();
    }

    private UUID stage(String name) {
        return pipelines.stages(pipeline.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private UUID deal(String title, DealType type, StaffMember whose) {
        return deals.create(NewDeal.of(Content.titled(title)).of(type.id(), null), By.user(whose))
                .id();
    }

    private Deal now(UUID id) {
        return deals.find(id, vera).orElseThrow();
    }

    private BulkChange looked(
            BulkSubject subject, Action action, String value, String reason, List<UUID> ids, StaffMember by) {
        return when(changes.look(subject, action, value, reason, ids, by), State.LOOKED);
    }

    private BulkChange when(UUID id, State state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> changes.find(id, vera).orElseThrow().state() == state);
        return changes.find(id, vera).orElseThrow();
    }

    private BulkChange done(BulkChange looked, StaffMember by) {
        changes.apply(looked, by);
        return when(looked.id(), State.DONE);
    }

    private BulkChange undone(BulkChange done) {
        changes.undo(done, vera);
        return when(done.id(), State.UNDONE);
    }

    private List<String> refused(BulkChange change) {
        return changes.rows(change, "refused", 10).stream()
                .map(row -> row.why().words(Locale.forLanguageTag("ru")))
                .toList();
    }

    @Test
    void theRulesOfStagesSayToManyWhatTheySayToOneAndTheRefusedAreNamed() {
        UUID begins = deal("Чай", strict, anna);
        UUID skips = deal("Кофе", free, anna);
        UUID gone = UUID.randomUUID();
        String contract = stage("Договор").toString();
        BulkChange looked = looked(BulkSubject.DEAL, Action.STAGE, contract, null, List.of(begins, skips, gone), vera);
        assertThat(changes.counts(looked).of("change")).isEqualTo(1);
        assertThat(refused(looked)).hasSize(2).anyMatch(why -> why.contains("Следующий: Предложение"));
        assertThat(deals.moves(skips)).as("nothing is changed yet").hasSize(1);

        BulkChange done = done(looked, vera);
        assertThat(now(skips).stageId()).isEqualTo(stage("Договор"));
        assertThat(now(begins).stageId()).isEqualTo(stage("Новая"));

        undone(done);
        assertThat(now(skips).stageId()).isEqualTo(stage("Новая"));
        assertThat(deals.moves(skips)).as("it went there and came back").hasSize(3);
    }

    @Test
    void manyAreLostForAReasonAndStandWhereTheyStoodWhenThatIsTakenBack() {
        UUID tea = deal("Чай", free, anna);
        UUID coffee = deal("Кофе", strict, boris);
        LostReason expensive = reasons.all().stream()
                .filter(one -> one.name().equals("Дорого"))
                .findFirst()
                .orElseThrow();
        BulkChange done = done(
                looked(BulkSubject.DEAL, Action.LOSE, expensive.id().toString(), null, List.of(tea, coffee), vera),
                vera);
        assertThat(now(tea).kind()).isEqualTo(Stage.Kind.LOST);
        assertThat(now(coffee).lostReasonId()).isEqualTo(expensive.id());
        deals.change(coffee, null, now(coffee).content().withAmount(BigDecimal.TEN), null, By.user(vera));

        BulkChange undone = undone(done);
        assertThat(changes.counts(undone).of("kept"))
                .as("somebody has changed it since")
                .isEqualTo(1);
        assertThat(now(tea).isOpen()).isTrue();
        assertThat(now(tea).closedAt()).isNull();
        assertThat(now(tea).lostReasonId()).isNull();
        assertThat(deals.moves(tea)).last().extracting(StageMove::kind).isEqualTo(StageMove.Kind.REOPENED);
    }

    @Test
    void personTypeExpectedCloseAndOwnFieldsAreChangedAndTakenBack() {
        Field segment = fields.save(
                new Field(
                        null,
                        FieldSubject.DEAL,
                        null,
                        FieldKind.TEXT,
                        "Сегмент " + UUID.randomUUID(),
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                vera.id());
        UUID tea = deal("Чай", free, anna);
        List<UUID> one = List.of(tea);
        BulkChange given = done(looked(BulkSubject.DEAL, Action.GIVE, boris.id().toString(), null, one, vera), vera);
        BulkChange due = done(looked(BulkSubject.DEAL, Action.EXPECT, "2027-03-01", null, one, vera), vera);
        BulkChange own = done(looked(BulkSubject.DEAL, Action.FIELD, segment.key() + "=опт", null, one, vera), vera);
        BulkChange typed =
                done(looked(BulkSubject.DEAL, Action.TYPE, strict.id().toString(), null, one, vera), vera);
        assertThat(now(tea).responsibleId()).isEqualTo(boris.id());
        assertThat(now(tea).expectedClose()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(now(tea).typeId()).isEqualTo(strict.id());
        assertThat(values.of(FieldSubject.DEAL, tea)).containsEntry(segment.key(), "опт");
        assertThat(changes.counts(looked(BulkSubject.DEAL, Action.FIELD, segment.key() + "=опт", null, one, vera))
                        .of("same"))
                .isEqualTo(1);

        undone(typed);
        undone(own);
        undone(due);
        undone(given);
        assertThat(now(tea).responsibleId()).isEqualTo(anna.id());
        assertThat(now(tea).expectedClose()).isNull();
        assertThat(now(tea).typeId()).isEqualTo(free.id());
        assertThat(values.of(FieldSubject.DEAL, tea)).doesNotContainKey(segment.key());
    }

    @Test
    void whatAnnaSavesWhileItIsGivenAwayIsNotLost() {
        UUID tea = deal("Чай", free, anna);
        BulkChange looked = looked(BulkSubject.DEAL, Action.GIVE, boris.id().toString(), null, List.of(tea), vera);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            deals.change(tea, null, now(tea).content().withAmount(new BigDecimal("900")), null, By.user(anna));
            CompletableFuture.runAsync(() -> changes.apply(looked, vera)).join();
            await().atMost(Duration.ofSeconds(30)).until(this::somebodyWaitsForADeal);
        });
        BulkChange done = when(looked.id(), State.DONE);
        assertThat(now(tea).responsibleId()).isEqualTo(boris.id());
        assertThat(now(tea).amount()).isEqualByComparingTo("900");
        undone(done);
        assertThat(now(tea).responsibleId()).isEqualTo(anna.id());
        assertThat(now(tea).amount()).as("it was hers before it was given").isEqualByComparingTo("900");
    }

    private boolean somebodyWaitsForADeal() {
        return jdbc.sql("select exists (select from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%from deal where id%for update%')")
                .query(Boolean.class)
                .single();
    }

    @Test
    void anAgentDoesNotTouchWhatIsAColleagues() {
        UUID tea = deal("Чай", free, boris);
        BulkChange looked = looked(BulkSubject.DEAL, Action.GIVE, anna.id().toString(), null, List.of(tea), anna);
        assertThat(changes.counts(looked).of("refused")).isEqualTo(1);
        assertThat(now(tea).responsibleId()).isEqualTo(boris.id());
    }

    @Test
    void allThatTheFilterOfTheListFindsIsChosen() {
        deal("Чай на весну", free, anna);
        deal("Чай на лето", free, anna);
        deal("Кофе", free, anna);
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String list = browser.get("/deals?view=list&q=" + SignedInBrowser.coded("чай"))
                .body();
        assertThat(list).contains("data-pick", "value=\"lose\"", "Дорого");
        String page = browser.post(
                        "/bulk/deal?view=list&q=" + SignedInBrowser.coded("чай"),
                        "all=true&action=stage&to-stage=" + stage("Договор"))
                .header("Location");
        UUID id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        assertThat(changes.counts(when(id, State.LOOKED)).of("change")).isEqualTo(2);
        assertThat(browser.get("/bulk/" + id).body()).contains("Договор", "Чай на весну");
    }

    private UUID claim(String subject) {
        return claims.take(
                        new NewClaim(
                                null,
                                Claim.Channel.HAND,
                                ClaimFields.of(said -> said.subject = subject),
                                boris.id(),
                                null,
                                null),
                        vera)
                .id();
    }

    @Test
    void claimsAreGivenAndPutToATeamAndTakenBack() {
        List<UUID> two = List.of(claim("Сломано"), claim("Опоздали"));
        BulkChange given = done(looked(BulkSubject.CLAIM, Action.GIVE, anna.id().toString(), null, two, vera), vera);
        BulkChange team = done(looked(BulkSubject.CLAIM, Action.TEAM, "Склад", null, two, vera), vera);
        assertThat(two).allMatch(id -> "Склад".equals(found(id).about().team()));
        assertThat(two).allMatch(id -> anna.id().equals(found(id).responsibleId()));
        undone(team);
        undone(given);
        assertThat(two).allMatch(id -> found(id).about().team() == null);
        assertThat(two).allMatch(id -> boris.id().equals(found(id).responsibleId()));
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(browser.get("/claims").body()).contains("data-pick", "value=\"team\"");
    }

    private Claim found(UUID id) {
        return claims.find(id, null).orElseThrow();
    }

    /** What would be done with all that a list finds, of which the bar of the list was sent. */
    private BulkChange ofAll(String list, String wanted) {
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String page = browser.post("/bulk/" + list, "all=true&action=" + wanted).header("Location");
        return when(UUID.fromString(page.substring(page.lastIndexOf('/') + 1)), State.LOOKED);
    }

    @Test
    void theFilterOfAListAndWhatIsWantedOfItHaveNothingInCommon() {
        claim("Сломано");
        claim("Опоздали");
        UUID tea = deal("Чай", free, boris);
        deal("Кофе", free, anna);
        String toAnna = "give&to-person=" + anna.id();
        assertThat(changes.counts(ofAll("claim", toAnna)).of("change"))
                .as("nobody's alone are asked for")
                .isEqualTo(2);
        assertThat(changes.counts(ofAll("claim?person=" + boris.id() + "&cause=", toAnna))
                        .of("change"))
                .isEqualTo(2);
        assertThat(changes.counts(ofAll("claim", "team&to-team=" + SignedInBrowser.coded("Склад")))
                        .of("change"))
                .isEqualTo(2);
        assertThat(changes.counts(ofAll("deal?view=list&person=" + boris.id(), toAnna))
                        .of("change"))
                .isEqualTo(1);
        assertThat(changes.counts(ofAll(
                                "deal?view=list&stage=" + stage("Новая") + "&type=" + free.id(),
                                "stage&to-stage=" + stage("Договор")))
                        .of("change"))
                .isEqualTo(2);

        LostReason expensive = reasons.all().get(0);
        done(looked(BulkSubject.DEAL, Action.LOSE, expensive.id().toString(), null, List.of(tea), vera), vera);
        BulkChange again = ofAll(
                "deal?view=list&state=lost&reason=" + expensive.id(),
                "stage&to-stage=" + stage("Договор") + "&to-note=" + SignedInBrowser.coded("Вернулись"));
        assertThat(again.reason()).isEqualTo("Вернулись");
        assertThat(changes.counts(again).of("change")).isEqualTo(1);
    }
}
