package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallsOfTheDay;

/** What a list was filtered by is in its address: it stays on the next page, in the export, in another language and after a refresh. */
class FilterInTheAddressTest extends Server {

    @Test
    void theFilterOfTheLogGoesAlongToTheNextPageTheFileAndTheOtherLanguage() {
        var missed = new ArrayList<CallChange>();
        for (int i = 0; i < 60; i++) {
            missed.add(CallsOfTheDay.change(CallsOfTheDay.missed(CallsOfTheDay.NINE.plus(Duration.ofMinutes(i)))));
        }
        log.write(missed);
        log.write(List.of(CallsOfTheDay.change(CallsOfTheDay.answered(CallsOfTheDay.NINE.minusSeconds(60)))));
        var vera = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String address = "/calls?result=MISSED&direction=INBOUND";

        String page = vera.get(address).body();
        assertThat(page).containsPattern("/calls\\.csv\\?[^\"]*result=MISSED");
        assertThat(page).containsPattern("value=\"MISSED\"[^>]*selected");
        assertThat(page)
                .containsPattern("hx-get=\"[^\"]*result=MISSED[^\"]*after=|hx-get=\"[^\"]*after=[^\"]*result=MISSED");
        vera.post("/language", "language=en&back=" + SignedInBrowser.coded(address));
        assertThat(vera.get(address).body()).containsPattern("value=\"MISSED\"[^>]*selected");
    }
}
