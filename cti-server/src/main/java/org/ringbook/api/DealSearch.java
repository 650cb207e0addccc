package org.ringbook.api;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList.Order;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldSubject;
import org.springframework.stereotype.Component;

/** Reads which deals are asked for from the parameters of a request. */
@Component
class DealSearch {

    static final String FILTERS =
            "The same filter as of the list: `state` (open, won, lost), `pipeline`, `stage`, `type`, `responsible`, `party`, `lostReason`"
                    + " (ids), `channel`, `source`, `campaign`, `createdFrom`, `createdTo`, `closedFrom`, `closedTo` (moments, the latter not"
                    + " included), `expectedFrom`, `expectedTo` (days), `amountFrom`, `amountTo`, `idle=true` (open, without a next step),"
                    + " `rotten=true` (open, too long in its stage), `text` (words of the title, or the number), `field`.";

    private static final Set<String> NAMES = Set.of(
            "state",
            "pipeline",
            "stage",
            "type",
            "responsible",
            "party",
            "lostReason",
            "channel",
            "source",
            "campaign",
            "createdFrom",
            "createdTo",
            "closedFrom",
            "closedTo",
            "expectedFrom",
            "expectedTo",
            "amountFrom",
            "amountTo",
            "idle",
            "rotten",
            "text",
            "field");
    private static final int LONGEST = 255;

    private final OwnFieldsOfRows own;

    DealSearch(OwnFieldsOfRows own) {
        this.own = own;
    }

    /** @param also parameters that are known beside the filter */
    DealFilter read(HttpServletRequest request, String... also) {
        var known = new HashSet<>(NAMES);
        known.addAll(List.of(also));
        OnlyKnown.parameters(request, known, Set.of("field"));
        String[] field = request.getParameterValues("field");
        return DealFilter.of(asked -> {
            asked.state = Words.word("state", value(request, "state"), Stage.Kind::of, "open, won, lost");
            asked.pipeline = Words.id("pipeline", value(request, "pipeline"));
            asked.stages = Optional.ofNullable(Words.id("stage", value(request, "stage")))
                    .map(List::of)
                    .orElse(null);
            asked.type = Words.id("type", value(request, "type"));
            asked.responsible = Words.id("responsible", value(request, "responsible"));
            asked.parties = Optional.ofNullable(Words.id("party", value(request, "party")))
                    .map(List::of)
                    .orElse(null);
            asked.lostReason = Words.id("lostReason", value(request, "lostReason"));
            asked.channel = value(request, "channel");
            asked.source = value(request, "source");
            asked.campaign = value(request, "campaign");
            asked.createdFrom = Words.time("createdFrom", value(request, "createdFrom"));
            asked.createdTo = Words.time("createdTo", value(request, "createdTo"));
            asked.closedFrom = Words.time("closedFrom", value(request, "closedFrom"));
            asked.closedTo = Words.time("closedTo", value(request, "closedTo"));
            asked.expectedFrom = Words.day("expectedFrom", value(request, "expectedFrom"));
            asked.expectedTo = Words.day("expectedTo", value(request, "expectedTo"));
            asked.amountFrom = money(request, "amountFrom");
            asked.amountTo = money(request, "amountTo");
            asked.withoutNextStep = flag(request, "idle");
            asked.rotten = flag(request, "rotten");
            asked.text = value(request, "text");
            asked.fields = field == null ? null : own.filter(FieldSubject.DEAL, Arrays.asList(field));
        });
    }

    static Order order(String text) {
        return text == null
                ? Order.NEWEST
                : Words.word(
                        "order",
                        text,
                        word -> Arrays.stream(Order.values())
                                .filter(one ->
                                        one.name().toLowerCase(Locale.ROOT).equals(word))
                                .findFirst(),
                        "newest, changed, longest_in_stage, expected_close, amount");
    }

    private static String value(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        if (text != null && (text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            throw NotDone.wrong(name, "Nothing is found by that. Shorten it.");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean flag(HttpServletRequest request, String name) {
        String text = value(request, name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw NotDone.wrong(name, name + " is true or false.");
        }
        return "true".equals(text);
    }

    private static BigDecimal money(HttpServletRequest request, String name) {
        String text = value(request, name);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,13}(\\.\\d{1,2})?")) {
            throw NotDone.wrong(name, "\"" + Shown.text(text) + "\" is no amount. Write it as 150000 or 150000.50.");
        }
        return new BigDecimal(text);
    }
}
