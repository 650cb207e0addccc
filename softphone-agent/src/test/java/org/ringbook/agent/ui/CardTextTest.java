package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringbook.agent.Examples;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.words.Words;

class CardTextTest {

    private static CardText text(String example, String language) {
        return CardText.of(card(example), Words.of(language));
    }

    private static Card card(String example) {
        return ((ServerMessage.CardMessage) Messages.read(Examples.text(example))).card();
    }

    @Test
    void mariaRingsInBothLanguages() {
        var russian = text("server-pop-up", "ru");
        assertThat(russian.headline()).isEqualTo("Входящий звонок");
        assertThat(russian.title()).isEqualTo("Мария Иванова");
        assertThat(russian.company()).isEqualTo("Ромашка");
        assertThat(russian.number()).isEqualTo("+7 916 111-22-33");
        assertThat(russian.details())
                .containsExactly("на +7 495 777-00-01 · очередь sales", "Ответственный: Борис Смирнов (102)");
        assertThat(text("server-pop-up", "en").details())
                .containsExactly("to +7 495 777-00-01 · queue sales", "Owner: Борис Смирнов (102)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server-update-answered        | TALKING | Разговор
            server-update-held            | HELD    | На удержании
            server-end-answered           | ENDED   | Разговор 0:54
            server-end-answered-elsewhere | ENDED   | Ответили: Борис Смирнов (102)
            server-end-transferred        | ENDED   | Переведён: Борис Смирнов (102)
            server-end-missed             | MISSED  | Пропущен
            """)
    void itIsSaidHowTheCallGoes(String example, CardText.Tone tone, String headline) {
        assertThat(text(example, "ru").headline()).isEqualTo(headline);
        assertThat(text(example, "ru").tone()).isEqualTo(tone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server-update-consulting      | ru | Вы говорите с коллегой: Борис Смирнов. Звонящий ждёт
            server-update-consulting      | en | You speak with Борис Смирнов, the caller waits
            server-update-not-transferred | ru | Разговор не состоялся или окончен: Борис Смирнов. Занято.
            server-update-commands        | ru | ''
            """)
    void itIsSaidHowACommandGoes(String example, String language, String asked) {
        assertThat(text(example, language).asked()).isEqualTo(asked);
    }

    @Test
    void whoIsNotKnownIsSaidToo() {
        assertThat(text("server-pop-up-unknown", "ru").title()).isEqualTo("Неизвестный номер");
        assertThat(text("server-pop-up-withheld", "ru").title()).isEqualTo("Номер скрыт");
        assertThat(text("server-pop-up-withheld", "en").title()).isEqualTo("Number withheld");
        assertThat(text("server-pop-up-withheld", "en").number()).isEmpty();
        assertThat(text("server-pop-up-colleague", "ru").title()).isEqualTo("Борис Смирнов (102)");
    }

    @Test
    void aSharedNumberNamesTheOthers() {
        assertThat(text("server-pop-up-shared-number", "ru").others())
                .extracting(Card.Candidate::name)
                .containsExactly("Олег Ким");
    }

    @Test
    void theHandedOnCallSaysByWhom() {
        assertThat(text("server-pop-up-transferred", "ru").details()).contains("Перевод от: Борис Смирнов (102)");
    }

    @Test
    void durationsReadAsTheyDoOnATelephone() {
        assertThat(CardText.duration(7)).isEqualTo("0:07");
        assertThat(CardText.duration(750)).isEqualTo("12:30");
        assertThat(CardText.duration(3723)).isEqualTo("1:02:03");
        assertThat(CardText.duration(-5)).isEqualTo("0:00");
    }
}
