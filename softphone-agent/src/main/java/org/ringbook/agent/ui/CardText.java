package org.ringbook.agent.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.words.Words;

/**
 * A card in words. Pure.
 *
 * @param headline what the call is doing, or how it came out
 * @param title who it is
 * @param company may be empty
 * @param number for the eye; may be empty
 * @param details line, queue, who looks after them, who handed it on
 * @param asked how a command that was given goes; may be empty
 * @param others who else it may be
 */
record CardText(
        Tone tone,
        String headline,
        String title,
        String company,
        String number,
        List<String> details,
        String asked,
        List<Card.Candidate> others) {

    enum Tone {
        RINGING,
        TALKING,
        HELD,
        ENDED,
        MISSED
    }

    static CardText of(Card card, Words words) {
        return new CardText(
                tone(card),
                headline(card, words),
                title(card, words),
                company(card),
                number(card),
                details(card, words),
                asked(card, words),
                card.candidates().stream().skip(1).toList());
    }

    /** How long, for the eye: 0:07, 12:30, 1:02:03. */
    static String duration(long seconds) {
        long shown = Math.max(0, seconds);
        return shown < 3600
                ? String.format("%d:%02d", shown / 60, shown % 60)
                : String.format("%d:%02d:%02d", shown / 3600, shown / 60 % 60, shown % 60);
    }

    static String title(Card card, Words words) {
        if (!card.candidates().isEmpty()) {
            return name(card.candidates().get(0));
        }
        if (card.colleague() != null) {
            return card.colleague().words();
        }
        return words.text(
                card.withheld() ? "card.withheld" : card.external() == null ? "card.internal" : "card.unknown");
    }

    static String outcome(Card card, Words words) {
        if (card.outcome() == null) {
            return words.text("card.ended");
        }
        return switch (card.outcome()) {
            case "answered" ->
                card.talkSeconds() == null
                        ? words.text("outcome.answered_short")
                        : words.text("outcome.answered", duration(Math.round(card.talkSeconds())));
            case "answered_elsewhere" -> by("outcome.answered_elsewhere", card.answeredBy(), words);
            case "transferred" -> by("outcome.transferred", card.transferredTo(), words);
            default -> words.textOr("outcome." + card.outcome(), words.text("card.ended"));
        };
    }

    private static String by(String key, Card.Person who, Words words) {
        return who == null ? words.text(key + "_unknown") : words.text(key, who.words());
    }

    private static Tone tone(Card card) {
        return switch (card.state()) {
            case Card.TALKING -> Tone.TALKING;
            case Card.HELD -> Tone.HELD;
            case Card.ENDED -> card.missed() ? Tone.MISSED : Tone.ENDED;
            default -> Tone.RINGING;
        };
    }

    private static String headline(Card card, Words words) {
        if (card.ended()) {
            return outcome(card, words);
        }
        String state =
                card.state().equals(Card.RINGING) && "outbound".equals(card.direction()) ? "ringing_out" : card.state();
        return words.textOr("card." + state, words.text("card.ringing"));
    }

    private static String name(Card.Candidate candidate) {
        return candidate.name() != null ? candidate.name() : Objects.toString(candidate.company(), "");
    }

    private static String company(Card card) {
        return card.candidates().stream()
                .findFirst()
                .filter(first -> first.company() != null && !first.company().equals(name(first)))
                .map(Card.Candidate::company)
                .orElse("");
    }

    private static String number(Card card) {
        return card.external() != null ? card.external().printed() : "";
    }

    static String oneLine(Card.Candidate candidate) {
        String name = name(candidate);
        return candidate.company() == null || candidate.company().equals(name)
                ? name
                : name + ", " + candidate.company();
    }

    private static String asked(Card card, Words words) {
        Card.Asked asked = card.asked();
        if (asked == null || card.ended()) {
            return "";
        }
        String to = asked.to() == null
                ? ""
                : Objects.toString(asked.to().name(), asked.to().extension());
        return asked.words() != null
                ? asked.words()
                : words.textIfKnown(
                        "asked." + asked.kind() + "." + asked.state(), to, words.textIfKnown("cause." + asked.cause()));
    }

    private static List<String> details(Card card, Words words) {
        var details = new ArrayList<String>();
        String line = card.line() == null
                ? null
                : words.text(
                        card.inbound() ? "card.to_line" : "card.from_line",
                        card.line().printed());
        String queue = card.queue() == null ? null : words.text("card.queue", card.queue());
        details.add(Stream.of(line, queue).filter(Objects::nonNull).collect(Collectors.joining(" · ")));
        card.candidates().stream()
                .findFirst()
                .map(Card.Candidate::responsible)
                .ifPresent(who -> details.add(words.text("card.responsible", who.words())));
        if (card.transferredBy() != null) {
            details.add(words.text("card.transferred_by", card.transferredBy().words()));
        }
        details.removeIf(String::isEmpty);
        return details;
    }
}
