package org.ringbook.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.calls.CallsOfTheDay;

/** Call tracking tells of each call twice, in times of a zone that it does not name. */
class TrackedCallTest {

    private static final Instant NOON = Instant.parse("2026-11-23T09:00:00Z");
    private static final ZoneId VLADIVOSTOK = ZoneId.of("Asia/Vladivostok");

    private static TrackedCall read(String json, Instant received) {
        FormFields fields = FormFields.read(null, "application/json", json.getBytes(StandardCharsets.UTF_8));
        return TrackedCall.read(fields, Cast.PLAN, VLADIVOSTOK, received);
    }

    private static String of(String date, String more) {
        return "{\"id\":\"4711\",\"caller\":\"79161112233\",\"callee\":\"74957770001\",\"date\":\"" + date + "\"" + more
                + "}";
    }

    @Test
    void theNumbersTheTimeAndTheMarksAreRead() {
        TrackedCall call = read(
                of(
                        "2026-11-23 12:00:05",
                        ",\"utm_source\":\"yandex\",\"landing_page\":\"https://romashka.example/doors?utm_source=yandex\","
                                + "\"city\":\"Пенза\",\"ip\":\"192.0.2.1\",\"custom_fields\":{\"a\":\"b\"}"),
                NOON.plusSeconds(6));
        assertThat(call.caller()).isEqualTo(CallsOfTheDay.MARIA);
        assertThat(call.callee()).isEqualTo(CallsOfTheDay.LINE);
        assertThat(call.at()).isEqualTo(NOON.plusSeconds(5));
        assertThat(call.marks())
                .containsOnlyKeys("utm_source", "landing_page", "city")
                .containsEntry("city", "Пенза");
    }

    @Test
    void whateverZoneItWritesInTheOneThatFitsIsTaken() {
        for (String date : new String[] {
            "2026-11-23 12:00:05",
            "2026-11-23 09:00:05",
            "2026-11-23 19:00:05",
            "2026-11-23T12:00:05+03:00",
            "2026-11-23T12:00:05+0300"
        }) {
            assertThat(read(of(date, ""), NOON.plusSeconds(6)).at())
                    .as(date)
                    .isBetween(NOON.plusSeconds(5), NOON.plusSeconds(6));
        }
    }

    @Test
    void whereNoneFitsTheMessageCameWhenTheCallBegan() {
        assertThat(read(of("23.11.2026", ""), NOON).at()).isEqualTo(NOON);
        assertThat(read(of("2026-11-20 12:00:00", ""), NOON).at()).isEqualTo(NOON);
    }

    @Test
    void theMessageOfTheEndIsOfWhatBeganBefore() {
        TrackedCall call =
                read(of("2026-11-23 12:00:05", ",\"status\":\"ANSWER\",\"duration\":\"600\""), NOON.plusSeconds(606));
        assertThat(call.at()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void whatIsOfNoCallIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"id\":\"1\",\"caller\":\"anonymous\"}", NOON))
                .withMessageContaining("caller");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"caller\":\"79161112233\"}", NOON))
                .withMessageContaining("id");
    }

    @Test
    void whereTheyCameFromIsSaidInOneLine() {
        assertThat(new CallOrigin(Map.of(
                                "source_level_1", "Яндекс.Директ", "source_level_2", "brand", "utm_source", "yandex"))
                        .source())
                .isEqualTo("Яндекс.Директ / brand");
        assertThat(new CallOrigin(Map.of("utm_source", "yandex", "utm_campaign", "doors")).source())
                .isEqualTo("yandex / doors");
        assertThat(new CallOrigin(Map.of("referrer", "https://romashka.example/x")).source())
                .isEqualTo("romashka.example");
        assertThat(new CallOrigin(Map.of("landing_page", "https://romashka.example/doors?utm_source=a")).page())
                .isEqualTo("romashka.example/doors");
        assertThat(new CallOrigin(Map.of()).source()).isNull();
    }
}
