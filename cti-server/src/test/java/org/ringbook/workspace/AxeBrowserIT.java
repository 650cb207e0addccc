package org.ringbook.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Whoever cannot see the screen, or has no mouse, can use every page: axe finds nothing, light and dark, wide and narrow. */
class AxeBrowserIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/calls",
            "/leads",
            "/leads/new",
            "/leads/absences",
            "/claims",
            "/claims/new",
            "/claims/causes",
            "/claims/reports/claims-dynamics",
            "/deals",
            "/deals?view=list&state=all",
            "/deals/new",
            "/deals/settings",
            "/missed",
            "/tasks",
            "/tasks/new",
            "/tasks/plan",
            "/tasks/calendar",
            "/contacts",
            "/contacts/new",
            "/contacts/import",
            "/imports",
            "/companies",
            "/companies/new",
            "/reports",
            "/reports/employees?compare=yes",
            "/reports/day",
            "/recordings",
            "/sources",
            "/limits",
            "/staff",
            "/dispositions",
            "/fields",
            "/audit",
            "/account",
            "/search?q=ива",
            "/bin",
            "/bulk",
            "/events/unprocessed",
            "/webhooks",
            "/derive",
            "/personal-data/acts");

    /** Where a telephone's screen shows something else. */
    private static final List<String> NARROW = List.of(
            "/", "/claims", "/claims/new", "/deals", "/contacts/import", "/tasks/plan", "/limits", "/bin", "/bulk");

    private static final String RUN = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
            + ".flatMap(one => one.nodes.map(node => one.id + ' ' + node.target.join(' ')"
            + " + ': ' + node.any.map(check => check.message).join(' ')))";

    private final Office office = Office.open();

    @BeforeEach
    void somethingIsSold() {
        office.bean(Deals.class)
                .create(
                        NewDeal.of(Content.titled("Чай на весну").withAmount(new BigDecimal(186_000))),
                        By.user(office.staff().byLogin("vera").orElseThrow()));
    }

    @Test
    void lightAndWideInRussian() throws IOException {
        try (Screen admin = Screen.of(office, "ru-RU").signIn("admin")) {
            // What is still fading in has no colour yet.
            admin.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            findsNothing(admin.page, PAGES);
        }
    }

    @Test
    void darkAndNarrowInEnglish() throws IOException {
        try (Screen admin = Screen.of(office, "en-US").signIn("admin")) {
            admin.page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.DARK)
                    .setReducedMotion(ReducedMotion.REDUCE));
            admin.page.setViewportSize(390, 844);
            findsNothing(admin.page, NARROW);
        }
    }

    private static void findsNothing(Page page, List<String> pages) throws IOException {
        String axe = axe();
        var found = new ArrayList<String>();
        for (String address : withCards(page, pages)) {
            page.navigate(address);
            page.waitForFunction("() => !document.querySelector('.htmx-request')");
            page.evaluate(axe);
            ((List<?>) page.evaluate(RUN)).forEach(one -> found.add(address + ": " + one));
        }
        assertThat(found).isEmpty();
    }

    /** The lists, and the first card of each. */
    private static Set<String> withCards(Page page, List<String> lists) {
        var pages = new LinkedHashSet<>(lists);
        for (String list :
                List.of("/calls", "/contacts", "/companies", "/tasks", "/leads", "/claims", "/deals?view=list")) {
            page.navigate(list);
            if (page.locator("tr[data-href]").count() > 0) {
                pages.add(page.locator("tr[data-href]").first().getAttribute("data-href"));
            }
        }
        return pages;
    }

    private static String axe() throws IOException {
        var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/resources/webjars/axe-core/*/axe.min.js");
        return found[0].getContentAsString(StandardCharsets.UTF_8);
    }
}
