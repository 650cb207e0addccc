package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.feed.Follower;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page opens for whoever may see it, in both languages, with something on it: none is found broken by a user. */
class EveryPageTest extends Server {

    /** Pieces of pages that are asked for with something. */
    private static final Map<String, String> ASKED_WITH = Map.of(
            "/companies/names",
            "?company=%D0%A0%D0%BE%D0%BC",
            "/live/before",
            "?number=%2B79161112233",
            "/live/may-call",
            "?number=%2B79161112233");

    /** Never ends. */
    private static final Set<String> STREAMS = Set.of("/stream", "/panel/{secret}/stream");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private List<Follower> followers;

    @Autowired
    private MessageSource messages;

    private String call;
    private String contact;
    private String hook;
    private String task;
    private String missed;
    private String claim;
    private String campaign;
    private String list;
    private String entry;
    private String script;
    private String robot;

    @Autowired
    private Deals deals;

    private String deal;

    private String segment;

    @BeforeEach
    void aDayWithSomethingOnEveryPage() {
        Call answered = CallsOfTheDay.answered(CallsOfTheDay.NINE);
        log.write(List.of(CallsOfTheDay.change(answered)));
        call = answered.id().toString();
        contact = contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS))
                .id()
                .toString();
        assertThat(as("anna").post("/api/calls", "{\"to\":\"+4930901820\"}").status())
                .as("refused by the limits, which stands on their page")
                .isEqualTo(429);
        task = as("admin")
                .post("/api/tasks", "{\"title\":\"Позвонить\",\"partyId\":\"" + contact + "\"}")
                .json()
                .path("id")
                .asString();
        claim = as("admin")
                .post("/api/claims", "{\"subject\":\"Сломано\",\"partyId\":\"" + contact + "\"}")
                .json()
                .path("id")
                .asString();
        segment = as("admin")
                .post("/api/segments", "{\"name\":\"Выставка " + UUID.randomUUID() + "\"}")
                .json()
                .path("segment")
                .path("id")
                .asString();
        as("admin").post("/api/segments/" + segment + "/members", "{\"partyIds\":[\"" + contact + "\"]}");
        missed = UUID.randomUUID().toString();
        jdbc.sql("insert into obligation (id, key, number, first_at, last_at, calls, due_at)"
                        + " values (?::uuid, ?, '+79990001122', now(), now(), 1, now())")
                .params(missed, "number:" + missed)
                .update();
        campaign = as("admin")
                .post(
                        "/api/campaigns",
                        "{\"name\":\"Обзвон\",\"purpose\":\"service\",\"assumedZone\":\"Europe/Moscow\",\"script\":\"Здравствуйте, {имя}\"}")
                .json()
                .path("id")
                .asString();
        list = as("admin")
                .post(
                        "/api/campaigns/" + campaign + "/people",
                        "{\"people\":[{\"name\":\"Мария\",\"numbers\":[\"+79161112233\"],\"fields\":{\"Сумма\":\"100\"}}]}")
                .json()
                .path("id")
                .asString();
        entry = as("admin")
                .get("/api/entries?campaign=" + campaign)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        script = as("admin")
                .post(
                        "/api/scripts",
                        "{\"name\":\"Опрос " + UUID.randomUUID()
                                + "\",\"steps\":[{\"key\":\"a\",\"text\":\"Здравствуйте, {имя}\","
                                + "\"questions\":[{\"label\":\"Удобно?\",\"kind\":\"choice\",\"options\":[{\"answer\":\"да\"},"
                                + "{\"answer\":\"нет\"}]}],\"result\":\"019ad000-0000-7000-8000-00000000d002\"}]}")
                .json()
                .path("id")
                .asString();
        assertThat(as("admin")
                        .put("/api/campaigns/" + campaign + "/script", "{\"scriptId\":\"" + script + "\"}")
                        .status())
                .isEqualTo(200);
        as("admin").post("/api/campaigns/" + campaign + "/state", "{\"state\":\"running\"}");
        robot = as("admin")
                .post(
                        "/api/robots",
                        "{\"name\":\"Робот " + UUID.randomUUID()
                                + "\",\"definition\":{\"trigger\":{\"when\":\"missed_call\"},\"steps\":[{\"does\":\"notify\","
                                + "\"title\":\"{external}\",\"who\":\"supervisors\"}]}}")
                .json()
                .path("id")
                .asString(UUID.randomUUID().toString());
        String known = "{\"name\":\"CRM %s\",\"url\":\"https://crm.example.org/calls\",\"events\":[\"call.ended\"]}";
        deal = deals.create(
                        NewDeal.of(Content.titled("Чай на весну")
                                .withParty(UUID.fromString(contact), null)
                                .withAmount(new BigDecimal("1500.50"))),
                        By.user(staff.byLogin("anna").orElseThrow()))
                .id()
                .toString();
        hook = as("admin")
                .post("/api/webhooks", known.formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString(UUID.randomUUID().toString());
    }

    private List<String> pages() {
        var pages = new ArrayList<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (isPage(method) && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                pages.addAll(mapping.getPatternValues());
            }
        });
        pages.removeAll(STREAMS);
        return pages;
    }

    private static boolean isPage(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.ringbook.workspace");
    }

    private String filledIn(String page) {
        String id = page.startsWith("/calls") || page.startsWith("/live")
                ? call
                : page.startsWith("/contacts") || page.startsWith("/parties")
                        ? contact
                        : page.startsWith("/webhooks")
                                ? hook
                                : page.startsWith("/tasks")
                                        ? task
                                        : page.startsWith("/claims")
                                                ? claim
                                                : page.startsWith("/missed")
                                                        ? missed
                                                        : page.startsWith("/staff") || page.startsWith("/floor/people")
                                                                ? staff.byLogin("anna")
                                                                        .orElseThrow()
                                                                        .id()
                                                                        .toString()
                                                                : UUID.randomUUID()
                                                                        .toString();
        if (page.startsWith("/deals")) {
            return page.replace("/deals/{id}", "/deals/" + deal)
                    .replace("/columns/{stage}", "/columns/019ad000-0000-7000-8000-00000000e101")
                    .replace("/stages/{id}", "/stages/019ad000-0000-7000-8000-00000000e101")
                    .replace("/types/{id}", "/types/019ad000-0000-7000-8000-00000000e201");
        }
        if (page.startsWith("/robots")) {
            return page.replace("{kind}", "deal").replace("{id}", robot);
        }
        if (page.startsWith("/campaigns")) {
            return page.replace("{id}", campaign)
                    .replace("{list}", list)
                    .replace("{entry}", entry)
                    .replace("{script}", script);
        }
        if (page.startsWith("/segments")) {
            return page.replace("{id}", segment);
        }
        if (page.startsWith("/claims/reports")) {
            return page.replace("{name}", "claims-dynamics");
        }
        return page.replace("{id}", id)
                .replace("{party}", contact)
                .replace("{name}", "paper")
                .replaceAll("\\{[a-z]+}", "1");
    }

    /** Others count deals. */
    @AfterEach
    void theDealIsGone() {
        deals.delete(UUID.fromString(deal));
    }

    @TestFactory
    List<DynamicTest> opens() {
        var tests = new ArrayList<DynamicTest>();
        for (String login : List.of("admin", "vera", "anna")) {
            Browser browser = new Browser(this::http);
            browser.signIn(login, passwordOf(login));
            for (String page : pages()) {
                for (String language : List.of("ru", "en")) {
                    tests.add(dynamicTest(login + " " + language + " " + page, () -> {
                        Http.Answer answer = browser.with(http())
                                .header("Accept-Language", language)
                                .get(filledIn(page) + ASKED_WITH.getOrDefault(page, ""));
                        assertThat(answer.status()).as(answer.body()).isLessThan(500);
                        if (login.equals("admin") && !page.contains("{")) {
                            assertThat(answer.status())
                                    .as(answer.body())
                                    .isIn(200, 204, page.equals("/sign-in") ? 302 : 200);
                        }
                    }));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests;
    }

    @Test
    void whoeverFollowsTheCallsIsCalledByANameThatPeopleKnow() {
        assertThat(followers).isNotEmpty();
        for (Follower follower : followers) {
            for (String language : List.of("ru", "en")) {
                assertThat(messages.getMessage(
                                "feed.follower." + follower.name(), null, "", Locale.forLanguageTag(language)))
                        .as(follower.name() + " in " + language)
                        .isNotBlank();
            }
        }
    }
}
