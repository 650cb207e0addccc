package org.ringbook.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void aTimeIsWrittenAsTheReaderWritesTimes() {
        Notice notice = Notice.of("mango.up", Instant.parse("2026-03-19T09:15:00Z"));

        assertThat(notice.in(RUSSIAN, at -> "12:15")).endsWith("12:15.");
        assertThat(notice.text()).contains("2026-03-19T09:15:00Z");
    }

    @Test
    void whatOnlyLooksLikeATimeStaysAsItWasSaid() {
        Notice notice = Notice.of("mango.status", "200", "2026-99-99T99:99:99Z");

        assertThat(notice.in(Locale.ENGLISH, at -> "never")).contains("2026-99-99T99:99:99Z");
    }

    /** What the rules of calling say is words already: one place has the English, one the Russian. */
    private static final Set<String> TOLD_IN_EACH_LANGUAGE = Set.of("control.refused.dial_rules");

    @Test
    void everyNoticeHasItsWordsInBothLanguagesAndTheSamePlaces() {
        assertThat(NoticeTexts.of(RUSSIAN).keySet())
                .isEqualTo(NoticeTexts.of(Locale.ENGLISH).keySet());
        for (String key : NoticeTexts.of(RUSSIAN).keySet()) {
            Notice notice = Notice.of(key, "АРГ0", "АРГ1", "АРГ2", "АРГ3");
            String words = notice.in(Locale.forLanguageTag("ru-RU"));
            assertThat(words).as(key).containsPattern("[а-я]{3}").doesNotContain("{", "''");
            assertThat(notice.text()).as(key).doesNotContain("{", "''");
            if (TOLD_IN_EACH_LANGUAGE.contains(key)) {
                continue;
            }
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
