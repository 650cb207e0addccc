package org.ringbook.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maria's mail is a mail of Maria; what her mail program sends while she is on holiday is not. */
class AutomaticMailTest {

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted, auto-replied",
        "auto-submitted, auto-generated",
        "Precedence, bulk",
        "Precedence, junk",
        "Return-Path, <>",
        "From, Romashka <no-reply@romashka.example>",
        "From, MAILER-DAEMON@mx.example"
    })
    void aProgramSentIt(String name, String value) {
        assertThat(AutomaticMail.is(Map.of(name, value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted, no",
        "Precedence, first-class",
        "Return-Path, <maria@romashka.example>",
        "From, Мария <maria@romashka.example>",
        "Subject, no-reply@romashka.example does not answer"
    })
    void mariaSentIt(String name, String value) {
        assertThat(AutomaticMail.is(Map.of(name, value))).isFalse();
    }

    /** Our sales@ is a group: its server puts the group's headers into whatever Maria writes to it. */
    @Test
    void mariaWroteToTheGroupOfOurSalespeople() {
        assertThat(AutomaticMail.is(Map.of(
                        "Precedence", "list",
                        "List-Id", "<sales.ringbook.example>",
                        "List-Unsubscribe", "<mailto:sales+leave@ringbook.example>",
                        "X-Auto-Response-Suppress", "All",
                        "Return-Path", "<sales+bounces@ringbook.example>",
                        "From", "Мария <maria@romashka.example>")))
                .isFalse();
    }

    @Test
    void whatIsMissingSaysNothing() {
        var headers = new HashMap<String, String>();
        headers.put("Auto-Submitted", null);
        headers.put(null, "bulk");
        assertThat(AutomaticMail.is(headers)).isFalse();
        assertThat(AutomaticMail.is(Map.of())).isFalse();
    }
}
