package org.ringbook.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.dialrules.Purpose;
import org.ringbook.lab.NeedsProgram;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.StaffMember;

/** An agent works on a call list with keys alone, faster than the page is made: the script with its answers, a refresh, the result. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class ListByKeysBrowserIT {

    /** Rings, is answered after five seconds, and talks for twenty. */
    private static final String ANSWERS = "+79990109000";

    private final Office office = Office.open();

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    }

    private UUID listOfOne(StaffMember who) {
        StaffMember vera = office.staff().byLogin("vera").orElseThrow();
        Campaigns campaigns = office.bean(Campaigns.class);
        Campaign made = campaigns.save(
                new Campaign(
                        null,
                        "Проба клавиш",
                        Purpose.SERVICE,
                        Campaign.Mode.PREVIEW,
                        Campaign.State.DRAFT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        60,
                        8,
                        List.of(who.id()),
                        null,
                        0),
                null,
                vera);
        Scripts scripts = office.bean(Scripts.class);
        Script demo = scripts.list(false).get(0);
        scripts.use(made.id(), demo.id());
        int offset = 12 - Instant.now().atZone(ZoneOffset.UTC).getHour();
        String noon = offset == 0 ? "Etc/GMT" : "Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset);
        Person person = new Person(
                null,
                "Ольга Белова",
                null,
                null,
                null,
                null,
                noon,
                null,
                0,
                Map.of("Заказ", "№ 2041"),
                List.of(ANSWERS));
        office.bean(CallLists.class).add(made.id(), CallList.Source.HAND, null, List.of(person), vera);
        campaigns.move(made.id(), Campaign.State.RUNNING, vera);
        return made.id();
    }

    @Test
    void annaCallsAsksAndAnswersWithKeysAloneAndARefreshLosesNothing() {
        StaffMember anna = office.staff().byLogin("anna").orElseThrow();
        UUID list = listOfOne(anna);
        try (Screen screen = Screen.of(office, "ru-RU").signIn("anna")) {
            screen.page.navigate("/campaigns/" + list + "/work");
            Locator panel = screen.page.locator("#script-panel");
            assertThat(panel).containsText("Здравствуйте, Ольга Белова!");
            screen.page.keyboard().press("Space");
            assertThat(panel.locator("[data-script-choice]").first()).isVisible(soon());
            assertThat(screen.page.locator(".list-results")).isVisible(soon());
            screen.page.keyboard().press("q");
            assertThat(panel).containsText("Доставка");
            screen.page.keyboard().press("q");
            assertThat(panel).containsText("Адрес");
            screen.page.keyboard().press("Tab");
            Locator address = panel.locator("textarea");
            assertThat(address).isFocused();
            screen.page.keyboard().type("Лесная, 5");
            screen.page.waitForCondition(() -> Boolean.TRUE.equals(
                    screen.page.evaluate("!Object.keys(localStorage).some((key) => key.startsWith('answer '))")));
            screen.page.reload();
            assertThat(address).hasValue("Лесная, 5");
            screen.page.keyboard().press("Backspace");
            assertThat(panel.locator("[aria-pressed=true]")).containsText("Да");
            screen.page.keyboard().press("Enter");
            assertThat(address).hasValue("Лесная, 5");
            screen.page.route("**/answer", request -> request.abort());
            address.focus();
            screen.page.keyboard().press("End");
            screen.page.keyboard().type(", дом 2");
            screen.page.keyboard().press("Escape");
            screen.page.keyboard().press("Enter");
            assertThat(screen.page
                            .locator(".list-results .is-chosen, .list-work .empty")
                            .first())
                    .isVisible(soon());
            assertThat(screen.page.locator(".side")).isVisible();
        }
        assertThat(office.jdbc()
                        .sql("select answer from script_answer where question = 'address'")
                        .query(String.class)
                        .list())
                .as("what had not been sent went with the result")
                .contains("Лесная, 5, дом 2");
        assertThat(office.jdbc()
                        .sql("select state from campaign_entry where campaign_id = ?")
                        .param(list)
                        .query(String.class)
                        .single())
                .isIn("talking", "success");
    }
}
