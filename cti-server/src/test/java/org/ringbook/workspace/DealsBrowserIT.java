package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.staff.StaffMember;

/** Cards of the board under the mouse, under the keys, and under somebody else's hand. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class DealsBrowserIT {

    private final Office office = Office.open();
    private final Deals deals = office.bean(Deals.class);
    private final Pipelines pipelines = office.bean(Pipelines.class);
    private Pipeline way;
    private DealType type;

    @BeforeEach
    void aPipelineOfItsOwn() {
        String name = "Доска " + UUID.randomUUID();
        way = pipelines.save(new Pipeline(null, name, null, 0, false, 0));
        pipelines.save(new Stage(
                null,
                way.id(),
                "Предложение",
                null,
                0,
                Stage.Kind.OPEN,
                new BigDecimal(50),
                null,
                null,
                null,
                List.of(EntryRule.amount()),
                List.of(),
                false,
                0));
        type = office.bean(DealTypes.class)
                .save(new DealType(
                        null, name, null, way.id(), DealType.Control.FREE, List.of(), List.of(), false, 0, false, 0));
    }

    private StaffMember vera() {
        return office.staff().byLogin("vera").orElseThrow();
    }

    private Deal deal(String title, BigDecimal amount) {
        return deals.create(NewDeal.of(Content.titled(title).withAmount(amount)).of(type.id(), null), By.user(vera()));
    }

    private Stage stage(String name) {
        return pipelines.stages(way.id()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Deal now(Deal deal) {
        return deals.find(deal.id(), null).orElseThrow();
    }

    private Screen board(String language) {
        Screen screen = Screen.of(office, language).signIn("vera");
        screen.page.navigate("/deals?pipeline=" + way.id());
        return screen.listening();
    }

    private static Locator card(Screen screen, Deal deal) {
        return screen.page.locator("#deal-" + deal.id());
    }

    private Locator column(Screen screen, String name) {
        return screen.page.locator("[data-stage='" + stage(name).id() + "']");
    }

    private static void drag(Screen screen, Locator what, Locator to) {
        BoundingBox from = what.boundingBox();
        BoundingBox place = to.boundingBox();
        Mouse mouse = screen.page.mouse();
        mouse.move(from.x + 30, from.y + from.height - 12);
        mouse.down();
        mouse.move(from.x + 60, from.y + from.height, new Mouse.MoveOptions().setSteps(4));
        mouse.move(place.x + place.width / 2, place.y + 90, new Mouse.MoveOptions().setSteps(8));
        mouse.up();
    }

    @Test
    void aCardIsDraggedAndTheDialogAsksOnceForWhatIsMissing() {
        Deal deal = deal("Чай на весну", null);
        try (Screen vera = board("ru-RU")) {
            drag(vera, card(vera, deal), column(vera, "Предложение"));
            Locator dialog = vera.page.locator("dialog[data-asks]");
            assertThat(dialog).isVisible();
            dialog.getByText("Отмена").click();
            assertThat(dialog).hasCount(0);
            assertThat(column(vera, "Новая").locator("#deal-" + deal.id())).isVisible();
            assertThat(deals.moves(deal.id()))
                    .as("who leaves the dialog has moved nothing")
                    .hasSize(1);

            drag(vera, card(vera, deal), column(vera, "Предложение"));
            dialog.locator("[name=amount]").fill("186 000");
            dialog.locator(".btn-primary").click();
            assertThat(dialog).hasCount(0);
            assertThat(column(vera, "Предложение").locator("#deal-" + deal.id()))
                    .isVisible();
            assertThat(column(vera, "Предложение").locator(".board-sum")).containsText("186");
            assertThat(column(vera, "Новая").locator(".board-count")).hasText("0");
            assertThat(now(deal).stageId()).isEqualTo(stage("Предложение").id());
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void keysChooseACardMoveItAndLoseItWithAReason() {
        Deal first = deal("Первая", new BigDecimal(100));
        Deal second = deal("Вторая", new BigDecimal(200));
        try (Screen vera = board("en-US")) {
            card(vera, second).focus();
            vera.page.keyboard().press("ArrowDown");
            assertThat(card(vera, first)).isFocused();
            vera.page.keyboard().press("Shift+ArrowUp");
            assertThat(column(vera, "Новая").locator(".deal-card").first())
                    .hasAttribute("data-deal", first.id().toString());
            assertThat(card(vera, first)).not().hasClass(Pattern.compile("is-going"));
            vera.page.keyboard().press("Shift+ArrowRight");
            assertThat(column(vera, "Предложение").locator("#deal-" + first.id()))
                    .isVisible();
            assertThat(card(vera, first)).not().hasClass(Pattern.compile("is-going"));
            assertThat(card(vera, first)).isFocused();
            assertThat(now(first).stageId()).isEqualTo(stage("Предложение").id());

            vera.page.keyboard().press("m");
            vera.page.locator("#move-to").getByText("Lost").click();
            Locator dialog = vera.page.locator("dialog[data-asks]");
            dialog.locator("[name=lostReasonId]").selectOption(new String[] {"019ad000-0000-7000-8000-00000000e301"});
            vera.page.keyboard().press("Tab");
            dialog.locator("[name=lostNote]").fill("cheaper elsewhere");
            dialog.locator(".btn-primary").click();
            assertThat(card(vera, first)).hasCount(0);
            assertThat(vera.page.locator("#toast")).containsText("Первая");
            assertThat(now(first).kind()).isEqualTo(Stage.Kind.LOST);
            vera.page.navigate("/deals/" + first.id());
            assertThat(vera.page.locator(".deal-moved")).containsText("cheaper elsewhere");
            assertThat(vera.complaints()).isEmpty();
        }
    }

    @Test
    void somebodyElsesMoveIsShownAndToldAndWithoutTheServerACardGoesBack() {
        Deal deal = deal("Одна на двоих", new BigDecimal(100));
        try (Screen vera = board("ru-RU")) {
            assertThat(card(vera, deal)).isVisible();
            deals.move(deal.id(), Move.to(stage("Предложение").id(), null), By.user(vera()));
            assertThat(column(vera, "Предложение").locator("#deal-" + deal.id()))
                    .isVisible();
            assertThat(vera.page.locator("#toast")).containsText("Одна на двоих");

            vera.offline(true);
            drag(vera, card(vera, deal), column(vera, "Новая"));
            assertThat(vera.page.locator("#toast")).containsText("Сервер не ответил");
            assertThat(column(vera, "Предложение").locator("#deal-" + deal.id()))
                    .isVisible();
            vera.offline(false);
        }
    }

    @Test
    void aDialogIsSentOnceAndALostConnectionTakesNothingOfIt() {
        Deal deal = deal("Рвётся связь", null);
        try (Screen vera = board("ru-RU")) {
            drag(vera, card(vera, deal), column(vera, "Предложение"));
            Locator dialog = vera.page.locator("dialog[data-asks]");
            dialog.locator("[name=amount]").fill("12 500");
            vera.offline(true);
            dialog.locator(".btn-primary").click();
            assertThat(dialog.locator("[role=alert]")).containsText("Введённое не потеряно");
            assertThat(dialog.locator("[name=amount]")).hasValue("12 500");
            vera.offline(false);

            List<String> sent = new CopyOnWriteArrayList<>();
            vera.page.onRequest(request -> {
                if (request.url().endsWith("/move")) {
                    sent.add(request.url());
                }
            });
            dialog.locator(".btn-primary").dblclick();
            assertThat(dialog).hasCount(0);
            assertThat(column(vera, "Предложение").locator("#deal-" + deal.id()))
                    .isVisible();
            assertThat(card(vera, deal)).not().hasClass(Pattern.compile("is-going"));
            assertThat(sent).hasSize(1);
            assertThat(deals.moves(deal.id())).hasSize(2);
        }
    }

    @Test
    void whoComesSecondKeepsTheDialogWithWhatTheyTyped() {
        Deal deal = deal("Вдвоём", null);
        try (Screen vera = board("ru-RU")) {
            drag(vera, card(vera, deal), column(vera, "Предложение"));
            Locator dialog = vera.page.locator("dialog[data-asks]");
            dialog.locator("[name=amount]").fill("700");
            UUID reason = office.bean(LostReasons.class).offered().get(0).id();
            deals.move(
                    deal.id(),
                    new Move(null, stage("Проиграна").id(), null, null, null, reason, "раздумали", null, null, null),
                    By.user(vera()));
            dialog.locator(".btn-primary").click();
            assertThat(dialog.locator("[role=alert]")).isVisible();
            assertThat(dialog.locator("[name=amount]")).hasValue("700");
            dialog.getByText("Отмена").click();
            assertThat(card(vera, deal)).hasCount(0);
        }
    }
}
