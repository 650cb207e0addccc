package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of deals goes home as a file: what is seen, as it is filtered, and nothing in it can run. */
class DealFilesApiTest extends Server {

    @BeforeEach
    @AfterEach
    void noDeals() {
        jdbc.sql("truncate deal, task cascade").update();
    }

    private void deal(String who, String title, String more) {
        Http.Answer made = as(who).post("/api/deals", "{\"title\":\"" + title + "\"" + more + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void annaTakesWhatSheSeesAndNoCellIsAFormula() {
        deal("anna", "=cmd|' /C calc'!A0", ",\"amount\":1500.5");
        deal("boris", "Чужая", "");
        Http.Answer csv = as("anna").get("/api/deals.csv");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Disposition")).contains("deals.csv");
        assertThat(csv.body())
                .contains("Номер;Название", "'=cmd", ";1500,50;RUB;")
                .doesNotContain("Чужая");
        assertThat(as("vera")
                        .get("/api/deals.csv?text=" + SignedInBrowser.coded("чужая"))
                        .body())
                .contains("Чужая")
                .doesNotContain("=cmd");
        Http.Answer xlsx = as("vera").get("/api/deals.xlsx");
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.body()).startsWith("PK");
        assertThat(as("anna").get("/api/deals.csv?colour=red").status()).isEqualTo(400);
    }

    @Test
    void moreThanAFewAreASupervisorsToTakeAndStandInTheAudit() {
        IntStream.range(0, 101).forEach(i -> deal("anna", "Сделка " + i, ""));
        Http.Answer refused = as("anna").header("Accept-Language", "ru").get("/api/deals.csv");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Больше 100 строк");
        String noted = "select count(*) from audit_entry where action = 'deals-exported'";
        int before = jdbc.sql(noted).query(Integer.class).single();
        assertThat(as("vera").get("/api/deals.csv").body().lines()).hasSize(102);
        assertThat(jdbc.sql(noted).query(Integer.class).single()).isEqualTo(before + 1);
        var browser = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(browser.get("/deals.csv").status()).isEqualTo(302);
    }
}
