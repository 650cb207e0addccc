package org.ringbook.telephony.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stood in a message before is not made again, and nothing is taken for something else. */
class RepeatedTextsTest {

    private final RepeatedTexts texts = new RepeatedTexts();

    private String read(String text) {
        byte[] bytes = ("Channel: " + text + "\r\n").getBytes(UTF_8);
        return texts.of(bytes, 9, bytes.length - 2);
    }

    @Test
    void theSameTextIsTheSameObject() {
        assertThat(read("PJSIP/101-0000002a")).isEqualTo("PJSIP/101-0000002a").isSameAs(read("PJSIP/101-0000002a"));
        assertThat(read("Анна Петрова")).isEqualTo("Анна Петрова").isSameAs(read("Анна Петрова"));
    }

    @Test
    void aLongTextIsReadAndNotKept() {
        String text = "x".repeat(65);
        assertThat(read(text)).isEqualTo(text).isNotSameAs(read(text));
    }

    @Test
    void moreTextsThanItKeepsAreAllReadRight() {
        var random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            String text = Long.toString(random.nextInt(20_000), 36) + random.nextInt(4);
            assertThat(read(text)).isEqualTo(text);
        }
        // With the same hash as each other.
        assertThat(read("Aa")).isEqualTo("Aa");
        assertThat(read("BB")).isEqualTo("BB");
    }
}
