package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.JsonNode;

/** The administrator lets robots work, over the API and on pages; Anna only sells. */
class RobotsApiTest extends Server {

    private static final String TELLS = "{\"name\":\"%s\",\"definition\":{\"trigger\":{\"when\":\"deal_created\"},"
            + "\"conditions\":[{\"asks\":\"field\",\"field\":\"title\",\"op\":\"contains\",\"value\":\"%s\"}],"
            + "\"steps\":[{\"does\":\"task\",\"what\":\"call\",\"title\":\"Позвонить: {title}\",\"who\":\"responsible\",\"minutes\":60}]}}";

    private final String name = "Робот " + UUID.randomUUID();
    private final String title = "Фуры " + UUID.randomUUID();
    private final String number = "+7916" + String.format("%07d", new Random().nextInt(10_000_000));

    @BeforeEach
    void theAdministratorIsThere() {
        if (staff.byLogin("admin").isEmpty()) {
            StaffMember admin = staff.save(Cast.admin());
            staff.setPassword(admin.id(), passwordOf("admin"));
        }
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate robot, robot_event cascade").update();
        jdbc.sql("delete from task where title like '%' || ?").param(title).update();
        jdbc.sql("delete from deal where title = ?").param(title).update();
        jdbc.sql("delete from party where id in (select id from contact where name = ?)")
                .param(title)
                .update();
    }

    private JsonNode made() {
        Http.Answer made = as("admin").post("/api/robots", TELLS.formatted(name, title));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private JsonNode log(String robot) {
        return as("admin").get("/api/robots/" + robot + "/log").json().path("items");
    }

    private void sells() {
        Http.Answer deal = as("anna").post("/api/deals", "{\"title\":\"" + title + "\"}");
        assertThat(deal.status()).as(deal.body()).isEqualTo(201);
    }

    @Test
    void aRobotIsOffUntilItIsSwitchedOnAndThenLeavesATaskAndAWordInItsLog() {
        JsonNode robot = made();
        String id = robot.path("id").asString();
        assertThat(robot.path("active").asBoolean()).isFalse();
        assertThat(robot.path("version").asInt()).isEqualTo(1);
        Http.Answer on = as("admin").put("/api/robots/" + id + "/active", "{\"active\":true}");
        assertThat(on.json().path("active").asBoolean()).as(on.body()).isTrue();
        sells();
        await().until(() -> jdbc.sql("select count(*) from task where title = ? and deal_id is not null")
                        .param("Позвонить: " + title)
                        .query(Integer.class)
                        .single()
                == 1);
        await().until(() -> log(id).path(0).path("state").asString().equals("done"));
        JsonNode line = log(id).path(0);
        assertThat(line.path("why").path("key").asString()).isEqualTo("robots.why.ran");
        assertThat(line.path("stepsDone").asInt()).isEqualTo(1);
        assertThat(as("admin").get("/api/audit?kind=robot").body())
                .as("who let it work")
                .contains(name);
    }

    @Test
    void whatNamesSomethingThatIsNotThereIsRefusedWithWords() {
        Http.Answer field = as("admin")
                .post(
                        "/api/robots",
                        TELLS.formatted(name, title).replace("\"field\":\"title\"", "\"field\":\"fields.gone\""));
        assertThat(field.status()).isBetween(400, 422);
        assertThat(field.json().path("detail").asString()).contains("fields.gone");
        Http.Answer hook = as("admin")
                .post(
                        "/api/robots",
                        "{\"name\":\"" + name
                                + "\",\"definition\":{\"trigger\":{\"when\":\"deal_created\"},\"steps\":[{\"does\":\"hook\"}]}}");
        assertThat(hook.status()).isBetween(400, 422);
        assertThat(hook.json().path("detail").asString()).contains("webhook");
        Http.Answer unknown =
                as("admin").post("/api/robots", TELLS.formatted(name, title).replace("\"who\"", "\"whom\""));
        assertThat(unknown.status()).isEqualTo(400);
        Http.Answer none = as("admin").post("/api/robots", "{\"name\":\"" + name + "\"}");
        assertThat(none.status()).isBetween(400, 422);
    }

    @Test
    void aDryRunShowsWhatWouldBeDoneAndDoesNothing() {
        sells();
        Http.Answer trial = as("admin")
                .post(
                        "/api/robots/dry-run",
                        "{\"definition\":"
                                + TELLS.substring(TELLS.indexOf("{\"trigger\"")).formatted(title));
        assertThat(trial.status()).as(trial.body()).isEqualTo(200);
        JsonNode last = trial.json().path("items").path(0);
        assertThat(last.path("name").asString()).isEqualTo(title);
        assertThat(last.path("steps").path(0).path("value").asString()).isEqualTo("Позвонить: " + title);
        assertThat(jdbc.sql("select count(*) from task where title like '%' || ?")
                        .param(title)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anotherDefinitionIsAnotherVersionAndWhoComesLateIsTold() {
        String id = made().path("id").asString();
        String changed = TELLS.formatted(name, title).replace("60", "90").replaceFirst("\\{", "{\"version\":1,");
        assertThat(as("admin")
                        .put("/api/robots/" + id, changed)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(as("admin").put("/api/robots/" + id, changed).status()).isBetween(400, 422);
        assertThat(as("admin")
                        .get("/api/robots/" + id + "/versions")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(as("admin").delete("/api/robots/" + id).status()).isEqualTo(204);
        assertThat(as("admin").get("/api/robots/" + id).status()).isEqualTo(404);
    }

    @Test
    void theTemplatesAreInTheReadersLanguage() {
        String russian = as("admin")
                .header("Accept-Language", "ru")
                .get("/api/robots/templates")
                .body();
        assertThat(russian).contains("Перезвонить {external}");
    }

    private static String form(String... pairs) {
        return Stream.of(pairs)
                .map(pair -> {
                    int at = pair.indexOf('=');
                    return URLEncoder.encode(pair.substring(0, at), StandardCharsets.UTF_8) + "="
                            + URLEncoder.encode(pair.substring(at + 1), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
    }

    @Test
    void onPagesARobotIsMadeOfATemplateTriedAndSwitchedOn() {
        Browser browser = new Browser(this::http);
        browser.signIn("admin", passwordOf("admin"));
        assertThat(browser.get("/robots").body()).contains("/robots/new?template=missed-call");
        assertThat(browser.get("/robots/new?template=missed-call").body()).contains("{external}");
        String csrf = "_csrf=" + browser.csrf();
        Http.Answer more = browser.post(
                "/robots/form", form("name=" + name, "trigger.when=DEAL_CREATED", "act=step-add-task", csrf));
        assertThat(more.status()).isEqualTo(200);
        assertThat(more.body()).contains("steps[0].title");
        String filled = form(
                "name=" + name,
                "trigger.when=DEAL_CREATED",
                "conditions[0].asks=FIELD",
                "conditions[0].field=title",
                "conditions[0].op=CONTAINS",
                "conditions[0].value=" + title,
                "steps[0].does=TASK",
                "steps[0].what=CALL",
                "steps[0].title=Позвонить, спросить: {title}",
                "steps[0].who=RESPONSIBLE",
                "steps[0].personId=",
                "steps[0].minutes=60",
                csrf);
        sells();
        Http.Answer trial = browser.post("/robots/trial", filled);
        assertThat(trial.status()).as(trial.body()).isEqualTo(200);
        assertThat(trial.body()).contains("Позвонить, спросить: " + title);
        Http.Answer broken = browser.post(
                "/robots",
                form("name=" + name, "trigger.when=DEAL_CREATED", "steps[0].does=HOOK", "steps[0].hookId=", csrf));
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.body()).contains("field-refused");
        assertThat(browser.post("/robots", filled).status()).isEqualTo(302);
        String id = jdbc.sql("select id::text from robot where name = ?")
                .param(name)
                .query(String.class)
                .single();
        for (String page : new String[] {"", "/trial", "/log"}) {
            assertThat(browser.get("/robots/" + id + page).status()).as(page).isEqualTo(200);
        }
        assertThat(browser.post("/robots/" + id + "/active", form("on=true", csrf))
                        .status())
                .isEqualTo(302);
        assertThat(jdbc.sql("select active from robot where id = ?::uuid")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** With a telephone. */
    private String client() {
        Http.Answer client = as("anna")
                .post("/api/contacts", "{\"name\":\"" + title + "\",\"numbers\":[{\"number\":\"" + number + "\"}]}");
        assertThat(client.status()).as(client.body()).isEqualTo(201);
        return client.json().path("id").asString();
    }

    private String switchedOn(String definition) {
        Http.Answer made =
                as("admin").post("/api/robots", "{\"name\":\"" + name + "\",\"definition\":" + definition + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.json().path("id").asString();
        as("admin").put("/api/robots/" + id + "/active", "{\"active\":true}");
        return id;
    }

    private int onTheList(String campaign, String state) {
        return jdbc.sql("select count(*) from campaign_entry where campaign_id = ?::uuid and state = ?")
                .params(campaign, state)
                .query(Integer.class)
                .single();
    }

    @Test
    void anotherProgramSaysThatADealIsPaidAndItsClientIsPutOnACallListAndTakenOff() {
        String campaign = as("vera")
                .post("/api/campaigns", "{\"name\":\"" + name + "\",\"purpose\":\"service\"}")
                .json()
                .path("id")
                .asString();
        Http.Answer deal =
                as("anna").post("/api/deals", "{\"title\":\"" + title + "\",\"partyId\":\"" + client() + "\"}");
        String of = deal.json().path("id").asString();
        String robot = switchedOn("{\"trigger\":{\"when\":\"hook\",\"code\":\"paid\"},\"steps\":["
                + "{\"does\":\"call_list\",\"campaignId\":\"" + campaign + "\"}]}");
        String told = "{\"dealId\":\"" + of + "\",\"key\":\"payment 7\"}";
        for (int times = 0; times < 2; times++) {
            Http.Answer heard = as("admin").post("/api/robots/hooks/paid", told);
            assertThat(heard.status()).as(heard.body()).isEqualTo(202);
            assertThat(heard.json().path("robots").asInt()).isEqualTo(1);
        }
        await().until(() -> log(robot).path(0).path("state").asString().equals("done"));
        assertThat(log(robot).size()).isEqualTo(1);
        assertThat(onTheList(campaign, "new")).isEqualTo(1);
        assertThat(as("admin")
                        .post("/api/robots/hooks/paid", "{\"deal\":\"" + of + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(as("anna").post("/api/robots/hooks/paid", told).status()).isEqualTo(403);

        Http.Answer other = as("admin")
                .put(
                        "/api/robots/" + robot,
                        "{\"name\":\"" + name + "\",\"definition\":{\"trigger\":{\"when\":\"hook\",\"code\":\"paid\"},"
                                + "\"steps\":[{\"does\":\"call_list\",\"campaignId\":\"" + campaign
                                + "\",\"out\":true}]}}");
        assertThat(other.status()).as(other.body()).isEqualTo(200);
        as("admin").post("/api/robots/hooks/paid", told.replace("payment 7", "payment 8"));
        await().until(() -> onTheList(campaign, "withdrawn") == 1);
        jdbc.sql("delete from campaign where id = ?::uuid").param(campaign).update();
    }

    @Test
    void onPagesWhatHappensElsewhereIsChosenByItsName() {
        Browser browser = new Browser(this::http);
        browser.signIn("admin", passwordOf("admin"));
        for (String when : new String[] {"part_state", "claim_state", "segment_entered", "call_list_result", "hook"}) {
            Http.Answer form = browser.get("/robots/new?when=" + when);
            assertThat(form.status()).as(when).isEqualTo(200);
            assertThat(form.body()).as(when).contains("step-add-call_list").doesNotContain("??");
        }
        assertThat(browser.get("/robots/new?when=part_state").body()).contains("value=\"loaded\"");
        String csrf = "_csrf=" + browser.csrf();
        String steps = form(
                "name=" + name,
                "trigger.when=PART_STATE",
                "trigger.state=loaded",
                "steps[0].does=ASSIGNMENT",
                "steps[0].title=Проверить {title}",
                "steps[0].who=RESPONSIBLE",
                "steps[0].checkerId=",
                "steps[0].minutes=60",
                "steps[1].does=NOTE",
                "steps[1].title=В пути {title}",
                "steps[2].does=CLAIM",
                "steps[2].title=Претензия {title}",
                "steps[2].causeId=",
                csrf);
        assertThat(browser.post("/robots", steps).status()).isEqualTo(302);
        assertThat(jdbc.sql(
                                "select v.definition ->> 'steps' from robot r join robot_version v on v.robot_id = r.id where r.name = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .contains("assignment", "note", "claim");
        for (String kind : new String[] {"SEGMENT", "CALL_LIST"}) {
            Http.Answer refused = browser.post(
                    "/robots", form("name=" + name, "trigger.when=MESSAGE_IN", "steps[0].does=" + kind, csrf));
            assertThat(refused.status()).as(kind).isEqualTo(422);
            assertThat(refused.body()).as(kind).contains("field-refused");
        }
    }

    @Test
    void nobodyElseSeesThem() {
        for (String who : new String[] {"anna", "vera"}) {
            Browser browser = new Browser(this::http);
            browser.signIn(who, passwordOf(who));
            assertThat(browser.get("/robots").status()).as(who).isEqualTo(403);
        }
    }
}
