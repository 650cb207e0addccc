package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.TwoSources.ANNAS_MOBILE;
import static org.ringbook.calls.TwoSources.ATS;
import static org.ringbook.calls.TwoSources.SIM;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.staff.StaffMember;
import tools.jackson.databind.JsonNode;

class OnePersonManyPhonesApiTest extends Server {

    private static final String MOBILE = ANNAS_MOBILE.toString();

    /** At the office, over the virtual PBX, and on the mobile that the office sent the call on to. */
    private final Call desk = told("office", MARIA, LINE, NINE, NINE.plusSeconds(60), spoke("101", NINE, NINE, null));

    private final Call virtual =
            told(ATS, MARIA, LINE, NINE.plusSeconds(600), NINE.plusSeconds(660), spoke("701", NINE, NINE, null));
    private final Call sentOn =
            told("office", MARIA, LINE, NINE.plusSeconds(900), NINE.plusSeconds(960), spoke(MOBILE, NINE, NINE, null));
    private final Call boriss =
            told("office", MARIA, LINE, NINE.plusSeconds(990), NINE.plusSeconds(999), spoke("102", NINE, NINE, null));

    @Test
    void callsOnAllOfAnnasTelephonesAreHers() {
        annaHasThreeTelephones();
        log.write(List.of(change(desk), change(virtual), change(sentOn), change(boriss)));
        UUID[] hers = {sentOn.id(), virtual.id(), desk.id()};
        assertThat(ids(as("anna").get("/api/calls"))).containsExactly(hers);
        for (String telephone : List.of("101", "701", "%2B79160000101", "+79160000101", "8(916)000-01-01")) {
            assertThat(ids(as("vera").get("/api/calls?agent=" + telephone)))
                    .as(telephone)
                    .containsExactly(hers);
        }
        assertThat(ids(as("vera").get("/api/calls?agent=102,701"))).hasSize(4);
        assertThat(as("anna").get("/api/calls/" + sentOn.id()).status()).isEqualTo(200);
        assertThat(as("boris").get("/api/calls/" + sentOn.id()).status()).isEqualTo(404);
    }

    @Test
    void mobilesAreWrittenAsPeopleWriteThemAndStayWhenTheyAreLeftOut() {
        UUID anna = staff.byLogin("anna").orElseThrow().id();
        String address = "/api/staff/" + anna;
        as("admin").put(address, """
                {"name":"Анна Петрова","login":"anna","role":"agent","extensions":["101"],"mobiles":["8 916 000 01 01"]}""");
        assertThat(as("admin").get(address).json().get("mobiles").get(0).asString())
                .isEqualTo(MOBILE);
        as("admin").put(address, """
                {"name":"Анна Петрова","login":"anna","role":"agent","extensions":["101"]}""");
        assertThat(staff.byTelephone(MOBILE)).isPresent();
        as("admin").put(address, """
                {"name":"Анна Петрова","login":"anna","role":"agent","extensions":["101"],"mobiles":[]}""");
        assertThat(staff.byTelephone(MOBILE)).isEmpty();
    }

    @Test
    void aCallThatTwoSourcesSawIsOneItemAndSaysSo() {
        Call ats = told(
                ATS,
                MARIA,
                LINE,
                NINE,
                NINE.plusSeconds(60),
                spoke("102", NINE, NINE.plusSeconds(5), NINE.plusSeconds(60)));
        Call mobile = told(
                SIM,
                MARIA,
                ANNAS_MOBILE,
                NINE.plusSeconds(3),
                NINE.plusSeconds(62),
                spoke("101", null, NINE.plusSeconds(7), NINE.plusSeconds(62)));
        log.write(List.of(change(mobile)));
        log.write(List.of(change(ats)));
        JsonNode item = as("vera").get("/api/calls").json().get("items").get(0);
        assertThat(ids(as("vera").get("/api/calls"))).containsExactly(ats.id());
        JsonNode seen = item.get("alsoSeenBy").get(0);
        assertThat(seen.get("id").asString()).isEqualTo(mobile.id().toString());
        assertThat(seen.get("source").asString()).isEqualTo(SIM);
        assertThat(seen.get("why").asString()).isEqualTo("same.began-and-ended-together");
        assertThat(seen.get("beganApart").decimalValue()).isEqualByComparingTo("3");

        Http.Answer byTheOther = as("vera").get("/api/calls/" + mobile.id());
        assertThat(byTheOther.header("Content-Location")).isEqualTo("/api/calls/" + ats.id());
        JsonNode own =
                as("vera").get("/api/calls/" + mobile.id() + "?record=own").json();
        assertThat(own.get("source").asString()).isEqualTo(SIM);
        assertThat(as("vera").get("/api/calls/" + mobile.id() + "?record=all").status())
                .isEqualTo(400);
        assertThat(ids(as("anna").get("/api/calls")))
                .as("Anna spoke on her mobile, which only the other source knows")
                .containsExactly(ats.id());
        assertThat(as("anna").get("/api/calls/" + mobile.id()).status()).isEqualTo(200);
        assertThat(as("vera").get("/api/calls.csv").body().lines()).hasSize(2);
    }

    private void annaHasThreeTelephones() {
        StaffMember anna = staff.byLogin("anna").orElseThrow();
        staff.save(new StaffMember(
                anna.id(),
                anna.name(),
                "anna",
                anna.role(),
                List.of(new org.ringbook.numbers.Extension("101"), new org.ringbook.numbers.Extension("701")),
                List.of(ANNAS_MOBILE),
                "ru",
                true));
    }

    private static List<UUID> ids(Http.Answer answer) {
        var ids = new ArrayList<UUID>();
        answer.json()
                .get("items")
                .forEach(item -> ids.add(UUID.fromString(item.get("id").asString())));
        return ids;
    }
}
