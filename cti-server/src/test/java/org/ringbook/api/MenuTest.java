package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in the menu, for whom, and where one is in it. */
class MenuTest extends Server {

    private static final Pattern MENU =
            Pattern.compile("<header class=\"side\">.*?<nav[^>]*>(.*?)</nav>", Pattern.DOTALL);
    private static final Pattern UNDER =
            Pattern.compile("<div class=\"side-sub\"[^>]*aria-label=\"([^\"]+)\"[^>]*>(.*?)</div>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]+)\"[^>]*>");

    private String menu(String who, String page) {
        Matcher menu = MENU.matcher(new SignedInBrowser(http().port(), who, passwordOf(who))
                .get(page)
                .body());
        assertThat(menu.find()).as("the menu of " + page).isTrue();
        return menu.group(1);
    }

    private static List<String> links(String html) {
        var links = new ArrayList<String>();
        for (Matcher link = LINK.matcher(html); link.find(); ) {
            links.add(link.group(1));
        }
        return links;
    }

    private static String under(String menu) {
        Matcher under = UNDER.matcher(menu);
        return under.find() ? under.group(2) : "";
    }

    @Test
    void anAdministratorHasTenEntriesAtMostAndWhatBelongsTogetherOpensWithItsFirstPage() {
        String day = menu("admin", "/");
        assertThat(links(day))
                .hasSizeLessThanOrEqualTo(10)
                .contains("/", "/missed", "/tasks", "/calls", "/contacts", "/leads", "/floor", "/reports", "/settings");
        assertThat(under(day)).as("nothing is open that one is not in").isEmpty();
        assertThat(links(under(menu("admin", "/deals")))).containsExactly("/leads", "/deals", "/claims", "/pay");
        assertThat(links(under(menu("admin", "/segments")))).containsExactly("/contacts", "/companies", "/segments");
        assertThat(links(under(menu("admin", "/recordings")))).containsExactly("/calls", "/campaigns", "/recordings");
        assertThat(links(under(menu("admin", "/alarm-rules"))))
                .containsExactly("/floor", "/floor/alarms", "/alarm-rules", "/panels");
    }

    @Test
    void onAPageOfSettingsThoseStandBesideItThatAreAboutTheSame() {
        String menu = menu("admin", "/limits");
        assertThat(links(under(menu))).containsExactly("/dispositions", "/limits", "/dial-rules", "/do-not-call");
        assertThat(under(menu)).containsPattern("href=\"/limits\"[^>]*aria-current=\"page\"");
        assertThat(menu).containsPattern("href=\"/settings\"[^>]*aria-current=\"true\"");
        assertThat(links(under(menu("vera", "/limits"))))
                .as("dispositions are an administrator's")
                .containsExactly("/limits", "/dial-rules", "/do-not-call");
    }

    @Test
    void anAgentHasNothingOfWhatIsForSupervisors() {
        assertThat(links(menu("anna", "/calls")))
                .contains("/calls", "/campaigns", "/contacts", "/leads")
                .doesNotContain("/recordings", "/floor", "/reports", "/settings");
    }
}
