package org.ringbook.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void aTimeIsWrittenAsTheReaderWritesTimes() {
        Notice note = Notice.of("mango.up", Instant.parse("2026-03-19T09:15:00Z"));

        assertThat(note.in(RUSSIAN, at -> "12:15")).endsWith("12:15.");
        assertThat(note.text()).contains("2026-03-19T09:15:00Z");
    }

    @Test
    void whatOnlyLooksLikeATimeStaysAsItWasSaid() {
        Notice note = Notice.of("mango.status", "200", "2026-99-99T99:99:99Z");

        assertThat(note.in(Locale.ENGLISH, at -> "never")).contains("2026-99-99T99:99:99Z");
    }

    @Test
    void everyNoticeHasItsWordsInBothLanguagesAndTheSamePlaces() {
        assertThat(NoticeTexts.of(RUSSIAN).keySet()).isEqualTo(NoticeTexts.of(Locale.ENGLISH).keySet());
        for (String key : NoticeTexts.of(RUSSIAN).keySet()) {
            Notice notice = Notice.of(key, "АРГ0", "АРГ1", "АРГ2", "АРГ3");
            String words = notice.in(Locale.forLanguageTag("ru-RU"));
            assertThat(words).as(key).containsPattern("[а-я]{3}").doesNotContain("{", "''");
            assertThat(notice.text()).as(key).doesNotContain("{", "''");
            for (String arg : notice.args()) {
                assertThat(words.contains(arg))
                        .as(key + " " + arg)
                        .isEqualTo(notice.text().contains(arg));
            }
        }
    }

    @Test
    void theWordsOfEverySourceAreFoundInItsOwnFolder() {
        assertThat(NoticeTexts.of(Locale.ENGLISH))
                .containsKeys("asterisk.closed", "mango.up", "megafon.up", "beeline.up", "webhook.up", "sources.none");
    }
}
