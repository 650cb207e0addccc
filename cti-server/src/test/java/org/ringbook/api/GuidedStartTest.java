package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ringbook.staff.StaffMember;

/** The first hour of an administrator, where a telephone system is connected already: nothing leads there, and the page still works. */
class GuidedStartTest extends Server {

    private final Browser browser = new Browser(this::http);

    private String form(Map<String, String> fields) {
        String csrf = browser.csrf();
        return "_csrf=" + encoded(csrf)
                + fields.entrySet().stream()
                        .map(one -> "&" + one.getKey() + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void nobodyIsLedToAStartOfWhichNothingIsMissing() {
        browser.signIn("admin", passwordOf("admin"));

        Http.Answer first = browser.get("/");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).doesNotContain("href=\"/start\"");
    }

    @Test
    void thePageSaysWhatIsThereAndWhatComesNext() {
        browser.signIn("admin", passwordOf("admin"));

        String page = browser.with(http())
                .header("Accept-Language", "en")
                .get("/start")
                .body();

        assertThat(page).contains("/connections/new/asterisk", "People with a telephone: ", "paper");
    }

    @Test
    void twoPeopleAreAddedAndTheRowThatCannotBeIsShownAgain() {
        browser.signIn("admin", passwordOf("admin"));
        String gleb = "Глеб " + System.nanoTime();

        Http.Answer answer = browser.post(
                "/start/people",
                form(Map.of("name", gleb)) + "&extension=781&name=&extension=782&name=" + encoded("Дарья")
                        + "&extension=1");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Дарья").doesNotContain("value=\"" + gleb);
        StaffMember added = staff.byTelephone("781").orElseThrow();
        assertThat(added.name()).isEqualTo(gleb);
        assertThat(staff.byTelephone("782")).as("a row without a name").isEmpty();
        staff.save(new StaffMember(added.id(), added.name(), null, added.role(), java.util.List.of(), null, false));
    }

    @Test
    void onlyAdministratorsComeHere() {
        browser.signIn("vera", passwordOf("vera"));

        assertThat(browser.get("/start").status()).isEqualTo(403);
    }
}
