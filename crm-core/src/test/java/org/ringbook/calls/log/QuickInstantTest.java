package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class QuickInstantTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Instant.class, new QuickInstant()))
            .build();

    @Test
    void a_time_is_read_as_it_was_written() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            int nanos = new int[] {0, 120_000_000, 123_000_000, 123_456_000, 123_456_789, 1}[random.nextInt(6)];
            Instant time = Instant.ofEpochSecond(second, nanos);
            assertThat(QuickInstant.read(time.toString())).isEqualTo(time);
            assertThat(QuickInstant.read(time.toString().replace("Z", "+00:00")))
                    .isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T12:00:00+03:00",
                "2026-03-02T12:00:00.5+03:00",
                "2026-12-31T24:00:00Z",
                "+12026-03-02T09:00:00Z",
                "2026-03-02T09:00:00.1234567890Z",
                "2026-02-29T09:00:00Z",
                "2026-04-31T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-03-02T09:00:60Z",
                "2026-03-02T09:00:00.Z",
                "2026-03-02 09:00:00Z",
                "2026-03-02T09:00Z",
                "2026-03-0xT09:00:00Z",
                "Z",
                "+00:00",
                ""
            })
    void what_is_written_in_another_way_is_left_to_who_knows_all_of_them(String text) {
        assertThat(QuickInstant.read(text)).isNull();
    }

    @Test
    void a_leap_day_is_one_where_there_is_one() {
        assertThat(QuickInstant.read("2028-02-29T09:00:00Z")).isEqualTo(Instant.parse("2028-02-29T09:00:00Z"));
    }

    @Test
    void of_a_logged_call_both_forms_are_times() {
        assertThat(JSON.readValue("\"2026-03-02T09:00:00.5Z\"", Instant.class))
                .isEqualTo(Instant.parse("2026-03-02T09:00:00.5Z"));
        assertThat(JSON.readValue("\"2026-03-02T12:00:00+03:00\"", Instant.class))
                .isEqualTo(OffsetDateTime.parse("2026-03-02T12:00:00+03:00").toInstant());
        assertThat(JSON.readValue("null", Instant.class)).isNull();
    }
}
