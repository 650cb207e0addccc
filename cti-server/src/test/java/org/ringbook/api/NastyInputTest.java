package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringbook.telephony.LogLines;

/** Whatever stands in an address, a form or a body: it is refused in words or does no harm, and fills no log. */
class NastyInputTest extends Server {

    private static final String ID = UUID.randomUUID().toString();

    private static final List<String> VALUES = List.of(
            "%2B999999999-01-01",
            "%2B999999999-12-31T23:59:59.999999999Z",
            "%2B999999999-01-01T00:00",
            "9999-12-31",
            "-1",
            "99999999999999999999999999",
            "a%00b",
            "%ED%A0%80",
            "%27%5C_%25",
            "(",
            "",
            "x".repeat(3000));

    private static final List<String> PAGES = List.of(
            "/calls?from=?",
            "/calls?to=?",
            "/calls?period=CUSTOM&from=?&to=?",
            "/calls?period=?",
            "/calls?direction=?",
            "/calls?result=?",
            "/calls?agent=?",
            "/calls?staff=?",
            "/calls?number=?",
            "/calls?contact=?",
            "/calls?line=?",
            "/calls?queue=?",
            "/calls?after=?",
            "/calls?day=?",
            "/calls.csv?from=?",
            "/calls.csv?number=?",
            "/calls/?",
            "/calls/" + ID + "?record=?",
            "/calls/" + ID + "/flight?mask=?",
            "/recordings?from=?&to=?&last=?&lastId=?",
            "/recordings/missing?from=?&to=?&past=?",
            "/recordings/talk?from=?",
            "/recordings/talk?silence=?",
            "/recordings/talk?ours=?",
            "/recordings/plays?staffId=?",
            "/recordings/plays?before=?",
            "/contacts?text=?",
            "/contacts?after=?",
            "/contacts.csv?text=?",
            "/contacts/new?number=?",
            "/contacts/?",
            "/companies?text=?",
            "/companies?after=?",
            "/companies/names?company=?",
            "/companies/?",
            "/staff/?/edit",
            "/staff/" + ID + "/telephones/?",
            "/sources/?",
            "/webhooks/?",
            "/calls?disposition=?",
            "/calls/?/work",
            "/timeline/?",
            "/timeline/" + ID + "?kind=?",
            "/deals/" + ID + "/timeline?kind=?",
            "/deals/?/origins",
            "/parties/?/origins",
            "/tasks?show=?",
            "/tasks?person=?",
            "/tasks?after=?",
            "/tasks/?",
            "/tasks/new?party=?",
            "/missed?after=?",
            "/missed?show=?",
            "/missed/?",
            "/live/before?number=?",
            "/live/cards/?/transfer",
            "/derive?from=?&to=?",
            "/derive?source=?",
            "/derive/?",
            "/sign-in?wait=?",
            "/account?x=?");

    private static final List<String> API = List.of(
            "/api/calls?from=?",
            "/api/calls?to=?",
            "/api/calls?number=?",
            "/api/calls?line=?",
            "/api/calls?queue=?",
            "/api/calls?agent=?",
            "/api/calls?staff=?",
            "/api/calls?contact=?",
            "/api/calls?limit=?",
            "/api/calls?after=?",
            "/api/calls.csv?from=?",
            "/api/calls/?",
            "/api/calls?disposition=?",
            "/api/calls/?/deal",
            "/api/deals/?/origins",
            "/api/deals/" + ID + "/timeline?after=?",
            "/api/deals/" + ID + "/timeline?kind=?",
            "/api/files?deal=?",
            "/api/files?claim=?",
            "/api/events?contact=?",
            "/api/events?company=?",
            "/api/events?call=?",
            "/api/events?kind=?",
            "/api/events?after=?",
            "/api/events/?",
            "/api/tasks?view=?",
            "/api/tasks?doer=?",
            "/api/tasks?dueBefore=?",
            "/api/tasks?after=?",
            "/api/tasks/?",
            "/api/obligations?state=?",
            "/api/obligations?party=?",
            "/api/obligations?after=?",
            "/api/obligations/?",
            "/api/contacts?q=?",
            "/api/contacts?company=?",
            "/api/contacts?after=?",
            "/api/contacts.csv?q=?",
            "/api/companies?q=?",
            "/api/companies?after=?",
            "/api/recordings?from=?&to=?",
            "/api/recordings?silence=?",
            "/api/recordings?limit=?",
            "/api/recordings/completeness?from=?&to=?",
            "/api/recordings/plays?staff=?",
            "/api/recordings/plays?next=?",
            "/api/recordings/plays?limit=?",
            "/api/recordings/?",
            "/api/recordings/?/audio",
            "/api/call-requests?state=?",
            "/api/call-requests?after=?",
            "/api/call-requests/?",
            "/api/webhooks/?/deliveries",
            "/api/staff/?",
            "/api/staff/?/telephones/log");

    @Test
    void noAddressOfAPageStumbles() {
        var browser = new SignedInBrowser(http().port(), "admin", passwordOf("admin"));
        assertThat(stumbles(PAGES, address -> browser.get(address).status())).isEmpty();
    }

    @Test
    void noAddressOfTheApiStumbles() {
        Http admin = as("admin");
        assertThat(stumbles(API, address -> admin.get(address).status())).isEmpty();
    }

    @Test
    void noFieldOfABodyStumbles() {
        Http admin = as("admin");
        var wrong = new ArrayList<String>();
        try (var log = new LogLines()) {
            for (String value : jsonValues().toList()) {
                for (String[] each : new String[][] {
                    {"POST", "/api/contacts", "{\"name\":?}"},
                    {"POST", "/api/contacts", "{\"name\":\"M\",\"numbers\":?}"},
                    {"POST", "/api/contacts", "{\"name\":\"M\",\"numbers\":[{\"number\":?}]}"},
                    {"POST", "/api/companies", "{\"name\":?}"},
                    {"POST", "/api/staff", "{\"name\":\"M\",\"role\":?}"},
                    {"POST", "/api/staff", "{\"name\":\"M\",\"role\":\"agent\",\"login\":?}"},
                    {"POST", "/api/staff", "{\"name\":\"M\",\"role\":\"agent\",\"extensions\":[?]}"},
                    {"PUT", "/api/staff/me/password", "{\"old\":?,\"password\":?}"},
                    {"PUT", "/api/staff/" + ID + "/telephones/1", "{\"since\":?}"},
                    {"POST", "/api/calls", "{\"to\":?}"},
                    {"POST", "/api/calls", "{\"to\":\"101\",\"requestId\":?}"},
                    {"POST", "/api/calls/" + ID + "/transfer", "{\"to\":?}"},
                    {"POST", "/api/tokens", "{\"name\":?}"},
                    {"POST", "/api/tokens", "{\"name\":\"x\",\"days\":?}"},
                    {"POST", "/api/tokens", "{\"name\":\"x\",\"scope\":?}"},
                    {"POST", "/api/webhooks", "{\"name\":\"x\",\"url\":?,\"events\":[\"call.ended\"]}"},
                    {"POST", "/api/webhooks/" + ID + "/replay", "{\"from\":?,\"to\":?}"},
                    {"PUT", "/api/call-limits/countries/XX", "?"},
                    {"PUT", "/api/call-limits/budgets/person", "{\"perMinute\":?,\"perDay\":?}"},
                    {"POST", "/api/queue-pauses/" + ID, "?"},
                    {"POST", "/api/recordings/" + ID + "/notes", "{\"at\":?,\"text\":\"x\"}"}
                }) {
                    int status = admin.send(each[0], each[1], each[2].replace("?", value))
                            .status();
                    if (status >= 500) {
                        wrong.add(status + " " + each[0] + " " + each[1] + " " + each[2].replace("?", value));
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(log.text().lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    private static Stream<String> jsonValues() {
        return Stream.of(
                "null",
                "true",
                "-1",
                "1e400",
                "9223372036854775808",
                "\"\"",
                "\" \"",
                "[]",
                "[null]",
                "{}",
                "[[[[[[]]]]]]",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"" + "x".repeat(5000) + "\"",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"" + ID + "\"");
    }

    private interface Asking {
        int status(String address);
    }

    private static List<String> stumbles(List<String> addresses, Asking asking) {
        var wrong = new ArrayList<String>();
        try (var log = new LogLines()) {
            for (String address : addresses) {
                for (String value : VALUES) {
                    String whole = address.replace("?=", "=").replaceFirst("\\?(?=[a-zA-Z])", "\u0001");
                    whole = whole.replace("?", value).replace('\u0001', '?');
                    int status = asking.status(
                            whole.replace("{", "%7B").replace("}", "%7D").replace("[", "%5B"));
                    if (status >= 500) {
                        wrong.add(status + " " + (whole.length() > 120 ? whole.substring(0, 120) : whole));
                    }
                }
            }
            if (log.text().lines().anyMatch(line -> line.startsWith("ERROR"))) {
                wrong.add("The log: "
                        + log.text()
                                .lines()
                                .filter(line -> line.startsWith("ERROR"))
                                .limit(5)
                                .toList());
            }
        }
        return wrong;
    }
}
