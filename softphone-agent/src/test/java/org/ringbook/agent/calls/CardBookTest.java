package org.ringbook.agent.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardBookTest {

    private final CardBook book = new CardBook(3);

    static Card card(String id, String state, boolean dismissed, String... replaces) {
        String outcome = state.equals("ended") ? "missed" : null;
        return new Card(
                id,
                "inbound",
                false,
                state,
                outcome,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                dismissed,
                null,
                List.of(replaces));
    }

    private static List<String> ids(List<Card> cards) {
        return cards.stream().map(Card::callId).toList();
    }

    @Test
    void theNewestIsOnTopAndWhatEndedIsBelow() {
        book.take(card("a", "ringing", false));
        book.take(card("b", "ringing", false));
        book.take(card("b", "ended", false));
        assertThat(ids(book.shown())).containsExactly("a", "b");
        assertThat(ids(book.history())).containsExactly("b", "a");
    }

    @Test
    void whatIsPutAwayIsStillInTheHistory() {
        book.take(card("a", "ringing", false));
        book.putAway("a");
        assertThat(book.shown()).isEmpty();
        assertThat(ids(book.history())).containsExactly("a");
    }

    @Test
    void putAwayOnAnotherScreenItGoesHereToo() {
        book.take(card("a", "ringing", false));
        book.take(card("a", "talking", true));
        assertThat(book.shown()).isEmpty();
        book.take(card("a", "ended", true));
        assertThat(book.shown()).isEmpty();
        assertThat(book.find("a").ended()).isTrue();
    }

    @Test
    void afterAReconnectWhatIsGoneHasEndedUnseen() {
        book.take(card("a", "ringing", false));
        book.ringingNow(List.of(card("b", "ringing", false)));
        assertThat(ids(book.shown())).containsExactly("b", "a");
        assertThat(book.find("a").outcome()).isEqualTo("unseen");
    }

    @Test
    void afterAReconnectWhatStillRingsIsOneCard() {
        book.take(card("a", "ringing", false));
        book.ringingNow(List.of(card("a", "talking", false)));
        assertThat(ids(book.shown())).containsExactly("a");
        assertThat(book.shown().get(0).state()).isEqualTo("talking");
    }

    @Test
    void twoCardsThatWereOneBecomeOne() {
        book.take(card("a", "ringing", false));
        book.take(card("b", "ringing", false, "a"));
        assertThat(ids(book.shown())).containsExactly("b");
        assertThat(ids(book.history())).containsExactly("b");
    }

    @Test
    void theHistoryForgetsTheOldestButNeverACallThatGoesOn() {
        book.take(card("a", "ringing", false));
        for (String id : List.of("b", "c", "d", "e")) {
            book.take(card(id, "ended", false));
        }
        assertThat(ids(book.history())).containsExactly("e", "d", "a");
    }

    @Test
    void aCallThatComesBackIsTheNewestAgain() {
        book.take(card("a", "ringing", false));
        book.take(card("a", "ended", false));
        book.take(card("b", "ended", false));
        book.take(card("a", "ringing", false));
        assertThat(ids(book.history())).containsExactly("a", "b");
    }
}
