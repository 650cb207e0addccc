package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.api.SignedInBrowser.coded;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealType.PartState;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;

/** Deals as people see them: the board, its one dialog, the list, the card, and where new ones come from. */
class DealPagesTest extends Server {

    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    @Autowired
    private Deals deals;

    @Autowired
    private Pipelines pipelines;

    @Autowired
    private DealTypes types;

    @Autowired
    private LostReasons reasons;

    /** Each story leads its deals through a pipeline of its own. */
    private Pipeline way;

    private DealType type;
    private SignedInBrowser anna;
    private Company romashka;

    @BeforeEach
    void aPipelineOfThreeStages() {
        String name = "Путь " + UUID.randomUUID();
        way = pipelines.save(new Pipeline(null, name, null, 0, false, 0));
        stage("Предложение", List.of());
        stage("Договор", List.of());
        type = types.save(new DealType(
                null,
                name,
                null,
                way.id(),
                DealType.Control.FREE,
                List.of(),
                List.of(
                        new PartState("planned", "Запланирован", "Planned", PartState.Kind.OPEN),
                        new PartState("delivered", "Доставлен", "Delivered", PartState.Kind.DONE)),
                false,
                0,
                false,
                0));
        anna = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        romashka = contacts.save(new Company(null, "Ромашка " + UUID.randomUUID(), null, null, List.of()));
    }

    private Stage stage(String name, List<EntryRule> rules) {
        return pipelines.save(new Stage(
                null,
                way.id(),
                name,
                null,
                0,
                Stage.Kind.OPEN,
                new BigDecimal(50),
                null,
                null,
                null,
                rules,
                List.of(),
                false,
                0));
    }

    private Stage named(String name) {
        return pipelines.stages(way.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private StaffMember member(String login) {
        return staff.byLogin(login).orElseThrow();
    }

    private Deal deal(String title, String owner, BigDecimal amount) {
        Content content = Content.titled(title).withParty(romashka.id(), null).withAmount(amount);
        return deals.create(NewDeal.of(content).of(type.id(), null), By.user(member(owner)));
    }

    private String board(SignedInBrowser who) {
        return who.get("/deals?pipeline=" + way.id()).body();
    }

    /** As the board sends it. */
    private Http.Answer dropped(Deal deal, Stage to, String more) {
        return dropped(anna, deal, to, deal.version(), more);
    }

    private Http.Answer dropped(SignedInBrowser who, Deal deal, Stage to, int version, String more) {
        Matcher token = TOKEN.matcher(who.get("/deals?pipeline=" + way.id()).body());
        assertThat(token.find()).isTrue();
        return http().header("Cookie", who.cookie())
                .header("HX-Request", "true")
                .header("X-Board", "pipeline=" + way.id())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        "/deals/" + deal.id() + "/move",
                        "stage=" + to.id() + "&version=" + version + "&_csrf=" + coded(token.group(1)) + more);
    }

    @Test
    void theBoardCountsAndAddsUpWholeColumns() {
        for (int i = 0; i < 53; i++) {
            deal("Партия " + i, "anna", new BigDecimal(1000));
        }
        String board = board(anna);
        assertThat(board).contains("<span class=\"board-count\">53</span>");
        assertThat(board.replace('\u00a0', ' ')).contains("53 000 ₽");
        assertThat(board.split("class=\"deal-card").length - 1).isEqualTo(50);
        Matcher next = Pattern.compile("data-next=\"([^\"]+)\"").matcher(board);
        assertThat(next.find()).isTrue();
        String more = anna.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(more.split("class=\"deal-card").length - 1).isEqualTo(3);
        assertThat(more).doesNotContain("data-next");
    }

    @Test
    void aCardIsDroppedAndBothColumnsAreCountedAnew() {
        Deal deal = deal("Пять машин", "anna", new BigDecimal(500));
        Http.Answer answer = dropped(deal, named("Предложение"), "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "data-moved=\"" + deal.id(),
                        "data-totals=\"" + named("Новая").id())
                .contains("data-totals=\"" + named("Предложение").id(), "id=\"deal-" + deal.id());
        assertThat(deals.find(deal.id(), null).orElseThrow().stageId())
                .isEqualTo(named("Предложение").id());
    }

    @Test
    void whatTheStageAsksIsAskedAtOnceAndNothingIsWrittenUntilItIsThere() {
        Stage asks = stage("Отгрузка", List.of(EntryRule.amount(), EntryRule.field("expectedClose")));
        Deal deal = deal("Без суммы", "anna", null);

        Http.Answer asked = dropped(deal, asks, "");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body())
                .contains("data-asks", "name=\"amount\"", "name=\"expectedClose\"", "На этап «Отгрузка»");
        assertThat(deals.moves(deal.id())).hasSize(1);

        String both = "&ask=amount&ask=expectedClose&amount=";
        Http.Answer unreadable = dropped(deal, asks, both + coded("много") + "&expectedClose=2026-12-24");
        assertThat(unreadable.status()).isEqualTo(422);
        assertThat(unreadable.body()).contains("data-asks", "не число", "2026-12-24");

        Http.Answer taken = dropped(deal, asks, both + coded("12 500,50") + "&expectedClose=2026-12-24");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        Deal now = deals.find(deal.id(), null).orElseThrow();
        assertThat(now.amount()).isEqualByComparingTo("12500.50");
        assertThat(now.stageId()).isEqualTo(asks.id());
        assertThat(deals.moves(deal.id())).hasSize(2);
    }

    @Test
    void aDocumentThatTheStageAsksForIsWrittenDownInTheSameDialog() {
        Stage asks = stage("С договором", List.of(EntryRule.amount(), EntryRule.document("contract", "accepted")));
        Deal deal = deal("Без договора", "anna", null);
        assertThat(dropped(deal, asks, "").body())
                .contains("name=\"amount\"", "name=\"documents.contract\"", "договор");
        String both = "&ask=amount&ask=documents.contract&documents.contract=" + coded("17/Д");
        assertThat(dropped(deal, asks, both + "&amount=").status()).isEqualTo(422);
        assertThat(anna.get("/deals/" + deal.id() + "/orders").body())
                .as("refused as a whole")
                .doesNotContain("17/Д");
        assertThat(dropped(deal, asks, both + "&amount=100").status()).isEqualTo(200);
        assertThat(anna.get("/deals/" + deal.id() + "/orders").body()).contains("17/Д");
        assertThat(deals.moves(deal.id())).hasSize(2);
    }

    @Test
    void lorriesAndPaymentsStandOnTheCardAndMoveNothing() {
        Deal deal = deal("Две машины", "anna", new BigDecimal(200));
        String orders = "/deals/" + deal.id();
        anna.post(orders + "/parts", "title=" + coded("Машина 1") + "&amount=100&plannedOn=");
        String page = anna.post(orders + "/parts", "title=" + coded("Машина 2") + "&amount=100")
                .body();
        Matcher part = Pattern.compile("/parts/([0-9a-f-]{36})/state").matcher(page);
        assertThat(part.find()).isTrue();
        String moved = anna.post(orders + "/parts/" + part.group(1) + "/state", "state=delivered")
                .body();
        assertThat(moved).contains("is-done", "Доставлено: 1 из 2");
        assertThat(anna.post(orders + "/payments", "amount=120&paidOn=2026-11-02&note=" + coded("аванс"))
                        .body())
                .contains("оплачено: 60", "аванс");
        assertThat(anna.post(orders + "/payments", "amount=" + coded("сто")).status())
                .isEqualTo(422);
        assertThat(deals.moves(deal.id())).hasSize(1);
        assertThat(anna.get(orders).body()).contains(orders + "/orders");
    }

    @Test
    void aLostDealSaysWhyAndAWonOneWhen() {
        Deal lost = deal("Проиграна", "anna", new BigDecimal(10));
        Http.Answer why = dropped(lost, named("Проиграна"), "");
        assertThat(why.status()).isEqualTo(422);
        assertThat(why.body()).contains("name=\"lostReasonId\"", "name=\"lostNote\"");
        UUID reason = reasons.offered().get(0).id();
        Http.Answer gone = dropped(lost, named("Проиграна"), "&ask=lostReasonId&lostReasonId=" + reason);
        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        assertThat(gone.body()).doesNotContain("class=\"deal-card");

        Deal won = deal("Выиграна", "anna", new BigDecimal(10));
        assertThat(dropped(won, named("Успешно"), "").body()).contains("name=\"closedOn\"");
        String page = anna.get("/deals/" + lost.id()).body();
        assertThat(page).contains("is-lost", reasons.offered().get(0).name());
        assertThat(board(anna)).doesNotContain("deal-" + lost.id()).contains("deal-" + won.id());
        assertThat(anna.get("/deals?view=list&state=lost&pipeline=" + way.id()).body())
                .contains("/deals/" + lost.id())
                .doesNotContain("/deals/" + won.id());
    }

    @Test
    void whoComesSecondIsToldWhoWasFirst() {
        Deal deal = deal("Одна на двоих", "anna", new BigDecimal(10));
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(dropped(vera, deal, named("Договор"), deal.version(), "").status())
                .isEqualTo(200);
        Http.Answer second = dropped(deal, named("Предложение"), "");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body()).contains("data-refused", member("vera").name(), "Договор");
        assertThat(deals.moves(deal.id())).hasSize(2);
    }

    @Test
    void theFilterIsTheSameOnBoardAndListAndStaysInTheAddress() {
        Deal large = deal("Крупная", "anna", new BigDecimal(900_000));
        Deal little = deal("Мелкая", "anna", new BigDecimal(900));
        String kept = "pipeline=" + way.id() + "&amountFrom=1000";
        String board = anna.get("/deals?" + kept).body();
        assertThat(board).contains("deal-" + large.id()).doesNotContain("deal-" + little.id());
        assertThat(board).contains("/deals?view=list&amp;" + kept.replace("&", "&amp;"));
        String list = anna.get("/deals?view=list&" + kept).body();
        assertThat(list).contains("/deals/" + large.id()).doesNotContain("/deals/" + little.id());
        assertThat(list).contains("\"/deals?" + kept.replace("&", "&amp;") + "\"");
    }

    @Test
    void aDealIsMadeInAFormChangedOnItsCardAndLedByItsBar() {
        String form = anna.get("/deals/new?party=" + romashka.id()).body();
        assertThat(form).contains(romashka.name());
        Http.Answer made = anna.post(
                "/deals",
                "title=" + coded("С формы") + "&party=" + coded(romashka.name()) + "&partyId=&type=" + type.id()
                        + "&responsibleId=" + member("anna").id() + "&amount=1500&currency=RUB&fields=shown");
        assertThat(made.status()).as(made.body()).isEqualTo(302);
        String address = made.header("Location").replaceAll("^http://[^/]+", "");
        String card = anna.get(address).body();
        assertThat(card).contains("С формы", romashka.name(), "stage-bar");
        UUID id = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
        Deal deal = deals.find(id, null).orElseThrow();
        assertThat(deal.partyId()).isEqualTo(romashka.id());

        Http.Answer changed = anna.post(
                address,
                "_method=put&title=" + coded("Переименована") + "&party=" + coded(romashka.name()) + "&partyId="
                        + romashka.id() + "&responsibleId=" + member("anna").id()
                        + "&amount=2500&currency=RUB&amountFrom=hand&version=" + deal.version());
        assertThat(changed.status()).as(changed.body()).isEqualTo(302);
        assertThat(anna.get(address).body()).contains("Переименована");
        Http.Answer stale =
                anna.post(address, "_method=put&title=" + coded("Поздно") + "&currency=RUB&version=" + deal.version());
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.body()).contains("Поздно");

        Deal now = deals.find(id, null).orElseThrow();
        Http.Answer moved =
                anna.post(address + "/move", "stage=" + named("Договор").id() + "&version=" + now.version());
        assertThat(moved.status()).isEqualTo(302);
        assertThat(anna.get(address).body()).contains("Новая → ", "Договор");

        assertThat(anna.post(address + "/tasks", "what=CALL&title=" + coded("Дозвониться") + "&when=tomorrow")
                        .status())
                .isEqualTo(302);
        assertThat(anna.get(address).body()).contains("Дозвониться");
        assertThat(board(anna)).contains("Дозвониться");
    }

    @Test
    void theClientsCardShowsWhatIsLedWithThem() {
        Deal deal = deal("С клиентом", "anna", new BigDecimal(100));
        String panel = anna.get("/parties/" + romashka.id() + "/deals").body();
        assertThat(panel).contains("/deals/" + deal.id(), "нет следующего шага", "/deals/new?party=" + romashka.id());
        assertThat(anna.get("/companies/" + romashka.id()).body()).contains("/parties/" + romashka.id() + "/deals");
    }

    @Test
    void aLeadBecomesADealOfAKnownClient() {
        UUID lead = UUID.fromString(as("vera")
                .post(
                        "/api/leads",
                        "{\"name\":\"Клим\",\"phone\":\"+7916" + (1_000_000 + (System.nanoTime() % 8_999_999))
                                + "\",\"text\":\"цена\"}")
                .json()
                .path("id")
                .asString());
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/leads/" + lead).body()).contains("name=\"dealTitle\"");
        String asked = "party=" + romashka.id() + "&deal=true&dealTitle=" + coded("Из лида");
        Http.Answer made = vera.post("/leads/" + lead + "/convert", asked);
        assertThat(made.status()).as(made.body()).isEqualTo(302);
        assertThat(made.header("Location")).contains("/deals/");
        assertThat(vera.post("/leads/" + lead + "/convert", asked).header("Location"))
                .as("pressed twice it is one deal")
                .isEqualTo(made.header("Location"));
        String address = made.header("Location").replaceAll("^http://[^/]+", "");
        assertThat(vera.get(address).body()).contains("/leads/" + lead, romashka.name(), "Из лида");
        assertThat(vera.get("/leads/" + lead).body()).contains(address);
    }

    @Test
    void whatIsNotTheirsIsThereForNobodyElse() {
        StaffMember boris = member("boris");
        staff.save(boris.in(boris.team(), Scope.OWN, boris.hears()));
        try {
            Deal deal = deal("Чужая", "anna", new BigDecimal(77_777));
            var his = new SignedInBrowser(http().port(), "boris", passwordOf("boris"));
            assertThat(his.get("/deals/" + deal.id()).status()).isEqualTo(404);
            String board = board(his);
            assertThat(board).doesNotContain("deal-" + deal.id(), "77\u00a0777");
            assertThat(his.get("/deals?view=list&pipeline=" + way.id()).body()).doesNotContain("/deals/" + deal.id());
            assertThat(his.get("/parties/" + romashka.id() + "/deals").body()).doesNotContain("/deals/" + deal.id());
            assertThat(dropped(his, deal, named("Договор"), deal.version(), "").status())
                    .isEqualTo(404);
        } finally {
            staff.save(boris);
        }
    }

    @Test
    void administratorsSetUpStagesTypesAndReasons() {
        var admin = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        assertThat(anna.get("/deals/settings").status()).isEqualTo(403);
        String page = admin.get("/deals/settings").body();
        assertThat(page).contains(way.name(), "Предложение", type.name());
        Stage offer = named("Предложение");
        Http.Answer saved = admin.post(
                "/deals/settings/stages/" + offer.id() + "/rules",
                "_method=put&version=" + offer.version() + "&ask=amount&ask=document%3Aoffer&help=" + coded("Позвонить")
                        + "&taskWhat=call&taskTitle=" + coded("Узнать решение") + "&taskDays=3");
        assertThat(saved.status()).as(saved.body()).isEqualTo(302);
        Stage now = named("Предложение");
        assertThat(now.entryRules()).containsExactly(EntryRule.amount(), EntryRule.document("offer", null));
        assertThat(now.help()).isEqualTo("Позвонить");
        assertThat(now.taskTemplates()).hasSize(1);
        assertThat(admin.get("/deals/settings/stages/" + offer.id()).body()).contains("Узнать решение");
        assertThat(admin.get("/deals/settings/types/" + type.id()).status()).isEqualTo(200);

        Deal deal = deal("В новом", "anna", null);
        Http.Answer refused =
                admin.post("/deals/settings/stages/" + named("Новая").id() + "/archive", "moveTo=");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(deals.find(deal.id(), null).orElseThrow().stageId())
                .isEqualTo(named("Новая").id());
        assertThat(admin.post(
                                "/deals/settings/stages/" + named("Новая").id() + "/archive",
                                "moveTo=" + named("Договор").id())
                        .status())
                .isEqualTo(302);
        assertThat(deals.find(deal.id(), null).orElseThrow().stageId())
                .isEqualTo(named("Договор").id());
    }

    /** What a browser sends of the open form, with a title of its own. */
    private Http.Answer saved(SignedInBrowser who, Deal deal, String title) {
        String form = who.get("/deals/" + deal.id()).body();
        return who.post(
                "/deals/" + deal.id(),
                "_method=put&currency=RUB&amountFrom=hand&amount=5&title=" + coded(title) + "&party="
                        + coded(romashka.name()) + "&partyId=" + romashka.id() + "&version=" + deal.version()
                        + "&responsibleId=" + chosen(form, "responsibleId") + "&contactId=" + chosen(form, "contactId")
                        + "&entityId=" + chosen(form, "entityId"));
    }

    /** As a browser reads a list: the option that is marked, else the first; empty where the page has no such list. */
    private static String chosen(String page, String name) {
        Matcher list = Pattern.compile("<select[^>]* name=\"" + name + "\".*?</select>", Pattern.DOTALL)
                .matcher(page);
        if (!list.find()) {
            return "";
        }
        Matcher marked = Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(list.group());
        Matcher first = Pattern.compile("<option value=\"([^\"]*)\"").matcher(list.group());
        return marked.find() ? marked.group(1) : first.find() ? first.group(1) : "";
    }

    private Deal now(Deal deal) {
        return deals.find(deal.id(), null).orElseThrow();
    }

    @Test
    void whoSavesACardGivesTheDealToNobody() {
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        Deal deal = deal("Чья она", "vera", BigDecimal.ONE);
        UUID left = UUID.randomUUID();
        jdbc.sql("update deal set responsible_id = ? where id = ?")
                .params(left, deal.id())
                .update();
        assertThat(saved(vera, deal, "Ушедшего").status()).isEqualTo(302);
        assertThat(now(deal).responsibleId()).isEqualTo(left);
        jdbc.sql("update deal set responsible_id = null where id = ?")
                .params(deal.id())
                .update();
        assertThat(saved(vera, now(deal), "Ничья").status()).isEqualTo(302);
        assertThat(now(deal).title()).isEqualTo("Ничья");
        assertThat(now(deal).responsibleId()).isNull();
    }

    @Test
    void aContactWhoWorksElsewhereByNowStaysInTheDealThatIsSaved() {
        Company other = contacts.save(new Company(null, "Лютик " + UUID.randomUUID(), null, null, List.of()));
        Contact gone = contacts.save(new Contact(
                null, "Ирина " + UUID.randomUUID(), other.id(), null, null, null, null, null, List.of(), null));
        Content content = Content.titled("С контактом").withParty(romashka.id(), gone.id());
        Deal deal = deals.create(NewDeal.of(content).of(type.id(), null), By.user(member("anna")));
        assertThat(saved(anna, deal, "Всё ещё с ней").status()).isEqualTo(302);
        assertThat(now(deal).title()).isEqualTo("Всё ещё с ней");
        assertThat(now(deal).contactId()).isEqualTo(gone.id());
    }

    @Test
    void anAmountThatIsCountedIsNotAskedForInTheDialog() {
        Stage asks = stage("С суммой", List.of(EntryRule.amount()));
        Deal deal = deal("По заказам", "anna", null);
        Content counted = deal.content();
        deals.change(
                deal.id(),
                null,
                new Content(
                        counted.title(),
                        counted.partyId(),
                        null,
                        null,
                        counted.responsibleId(),
                        null,
                        counted.currency(),
                        Deal.AmountFrom.PARTS,
                        null,
                        null,
                        null),
                null,
                By.user(member("anna")));
        Http.Answer asked = dropped(now(deal), asks, "");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body())
                .contains("data-asks", "считается по заказам", "name=\"ask\" value=\"amount\"")
                .doesNotContain("name=\"amount\"");
        anna.post("/deals/" + deal.id() + "/parts", "title=" + coded("Машина") + "&amount=70");
        assertThat(dropped(now(deal), asks, "&ask=amount").status()).isEqualTo(200);
    }

    @Test
    void aDraftThatHasToBeSentGoesOnAndIsNoSecondDocument() {
        Stage asks = stage("Отправлено", List.of(EntryRule.document("offer", "sent")));
        Deal deal = deal("С предложением", "anna", BigDecimal.TEN);
        anna.post("/deals/" + deal.id() + "/documents", "kind=OFFER&number=5&state=DRAFT");
        Deal before = now(deal);
        assertThat(dropped(before, asks, "").body()).contains("предложение, отправлен");
        String typed = "&ask=documents.offer&documents.offer=5";
        assertThat(dropped(before, asks, typed).status()).isEqualTo(200);
        assertThat(dropped(before, asks, typed.replace("offer=5", "offer=6")).status())
                .as("sent once more")
                .isEqualTo(200);
        assertThat(jdbc.sql("select number || ' ' || state from document where deal_id = ?")
                        .param(deal.id())
                        .query(String.class)
                        .list())
                .containsExactly("5 sent");
        assertThat(deals.moves(deal.id())).hasSize(2);
    }

    @Test
    void onTheCardAContractIsSentToVeraWhoSaysNoAndThenYes() {
        Deal deal = deal("На согласовании", "anna", BigDecimal.TEN);
        String card = "/deals/" + deal.id() + "/documents";
        anna.post(card, "kind=CONTRACT&number=17&state=DRAFT");
        UUID document = jdbc.sql("select id from document where deal_id = ?")
                .param(deal.id())
                .query(UUID.class)
                .single();
        String approval = card + "/" + document + "/approval";
        String asks = "people=" + member("vera").id() + "&people=&people=";
        Http.Answer asked = anna.post(approval, asks);
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body())
                .contains(member("vera").name(), "на согласовании", "/approval/withdrawn")
                .doesNotContain("/approval/decision");
        assertThat(anna.post(approval, asks).body()).contains("уже на согласовании");
        assertThat(anna.post(approval + "/decision", "approved=true").status()).isEqualTo(422);
        SignedInBrowser vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(vera.get("/deals/" + deal.id() + "/orders").body()).contains("/approval/decision");
        assertThat(vera.post(approval + "/decision", "approved=false&note=").status())
                .isEqualTo(422);
        assertThat(vera.post(approval + "/decision", "approved=false&note=" + coded("Срок мал"))
                        .body())
                .contains("Срок мал");
        assertThat(anna.get("/deals/" + deal.id() + "/orders").body()).contains("отказ", "Срок мал");
        anna.post(approval, asks);
        vera.post(approval + "/decision", "approved=true&note=");
        Http.Answer over = as("anna").get("/api/documents/" + document + "/approvals");
        assertThat(over.json().path("items").path(0).path("state").asString())
                .as(over.body())
                .isEqualTo("approved");
        assertThat(as("anna")
                        .get("/api/documents/" + document)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("approved");
    }

    @Test
    void aColumnWithoutRoomBetweenTwoCardsMakesIt() {
        Stage to = named("Договор");
        Deal over = deal("Верхняя", "anna", BigDecimal.ONE);
        Deal under = deal("Нижняя", "anna", BigDecimal.ONE);
        dropped(over, to, "");
        dropped(under, to, "");
        jdbc.sql("update deal set rank = 'm' where id in (?, ?)")
                .params(over.id(), under.id())
                .update();
        Deal deal = deal("Между ними", "anna", BigDecimal.ONE);
        Http.Answer answer = dropped(deal, to, "&above=" + over.id() + "&below=" + under.id());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(now(deal).stageId()).isEqualTo(to.id());
    }

    @Test
    void aFormThatIsSentTwiceMakesOneDealAndOnePayment() {
        String request = id(anna.get("/deals/new").body(), "request");
        String form = "title=" + coded("Одна") + "&currency=RUB&type=" + type.id() + "&responsibleId="
                + member("anna").id() + "&request=" + request;
        Http.Answer made = anna.post("/deals", form);
        assertThat(made.status()).as(made.body()).isEqualTo(302);
        assertThat(anna.post("/deals", form).header("Location")).isEqualTo(made.header("Location"));
        String address = made.header("Location").replaceAll("^http://[^/]+", "");
        UUID deal = UUID.fromString(address.substring(address.lastIndexOf('/') + 1));

        String own = "&requestId=" + id(anna.get(address + "/orders").body(), "requestId");
        for (int times = 0; times < 2; times++) {
            anna.post(address + "/payments", "amount=120&paidOn=2026-11-02" + own);
            anna.post(address + "/parts", "title=" + coded("Машина") + own);
            anna.post(address + "/documents", "kind=OFFER&number=1&state=DRAFT" + own);
        }
        for (String table : List.of("payment", "deal_part", "document")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where deal_id = ?")
                            .param(deal)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isEqualTo(1);
        }
    }

    /** The value of a hidden field. */
    private static String id(String page, String name) {
        Matcher hidden = Pattern.compile("name=\"" + name + "\" value=\"([0-9a-f-]{36})\"")
                .matcher(page);
        assertThat(hidden.find()).as(name).isTrue();
        return hidden.group(1);
    }

    @Test
    void allThatTheSettingsOfferIsTakenAndWhatTheyDoNotOfferStays() {
        var admin = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        Stage set = stage(
                "С правилами",
                List.of(EntryRule.task(null), EntryRule.field("title"), EntryRule.document("offer", "sent")));
        String page = admin.get("/deals/settings/stages/" + set.id()).body();
        // Other stories have fields of their own; these are always there.
        var asked = new StringBuilder();
        Matcher box = Pattern.compile(
                        "<input type=\"checkbox\" name=\"ask\" value=\"((?:field:(?!fields)|task|amount|parts)[^\"]*|document:offer:sent)\"")
                .matcher(page);
        while (box.find()) {
            asked.append("&ask=").append(coded(box.group(1)));
        }
        assertThat(page).contains("offer, sent").doesNotContain("field:source", "field:probability");
        String address = "/deals/settings/stages/" + set.id() + "/rules";
        String form = "_method=put&version=" + set.version() + asked;
        Http.Answer refused = admin.post(
                address,
                form + "&help=" + coded("Не забыть") + "&taskTitle=" + coded("Дело") + "&taskDays=" + coded("два"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Не забыть", "Дело", "a whole number");
        Http.Answer taken = admin.post(address, form);
        assertThat(taken.status()).as(taken.body()).isEqualTo(302);
        assertThat(named("С правилами").entryRules())
                .contains(
                        EntryRule.task(null),
                        EntryRule.field("title"),
                        EntryRule.document("offer", "sent"),
                        EntryRule.field("responsibleId"));
    }
}
