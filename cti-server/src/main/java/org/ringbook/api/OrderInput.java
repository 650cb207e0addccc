package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.orders.External;
import org.ringbook.orders.Line;
import org.ringbook.orders.LineSum;
import org.ringbook.orders.NewLine;
import org.ringbook.orders.OrderPage;
import org.ringbook.refusals.Refusal;

/** What parts, documents and payments have in common as a program sends them. */
final class OrderInput {

    static final String DEAL = "Id of the deal; or name it by `dealExternalId`. Not changed afterwards.";
    static final String DEAL_EXTERNAL = "How the other system calls the deal";
    static final String DEAL_SOURCE = "Name of the system that calls the deal so; left out: `externalSource`";
    static final String SOURCE = "Name of the system that sends it, together with `externalId`";
    static final String EXTERNAL =
            "Its id there. Sent again under the same one, what is there is changed and nothing is added; what is left out stays.";
    static final String REQUEST =
            "Where there is no external id: any new UUID, the same one each time that this request is sent. Sent twice it is one then.";
    static final String CURRENCY =
            "Left out: the deal's. Another one is refused: sums of two currencies are never added.";
    static final String VERSION = "`version` that it was made from; left out to write over any";

    private OrderInput() {}

    /** One line of a deal or part. */
    @Schema(name = "OrderLineInput")
    record LineInput(
            @Schema(description = "Of the catalogue; what is left out comes from it then", nullable = true)
            UUID productId,

            @Schema(nullable = true) String name,

            @Schema(description = "Colour, size and the like", nullable = true)
            Map<String, String> attributes,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "20")
            BigDecimal quantity,

            @Schema(nullable = true, example = "т") String unit,

            @Schema(description = "Of one unit", nullable = true)
            BigDecimal price,

            @Schema(description = "Percent; left out: that of the terms", nullable = true)
            BigDecimal discount,

            @Schema(description = "Percent", nullable = true, example = "22")
            BigDecimal vatRate,

            @Schema(description = "true: no VAT, whatever the product says", nullable = true)
            Boolean withoutVat,

            @Schema(
                    description = "Whether the price holds the VAT; left out: as the terms say, else true",
                    nullable = true)
            Boolean vatIncluded) {

        NewLine read() {
            return new NewLine(
                    productId,
                    name,
                    attributes,
                    quantity,
                    unit,
                    price,
                    discount,
                    vatRate,
                    Boolean.TRUE.equals(withoutVat),
                    vatIncluded);
        }
    }

    @Schema(name = "OrderLinesInput")
    record LinesInput(
            @Schema(description = "All of them, in order", requiredMode = Schema.RequiredMode.REQUIRED)
            List<LineInput> lines,

            @Schema(description = VERSION + ". Of a part's lines the part's, else the deal's", nullable = true)
            Integer version) {}

    @Schema(name = "OrderStateInput")
    record StateInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String state,

            @Schema(description = VERSION, nullable = true) Integer version) {}

    /** A line with what it comes to. */
    @Schema(name = "OrderLine")
    record LineView(
            UUID id,
            @Schema(nullable = true) UUID partId,
            @Schema(nullable = true) UUID productId,
            String name,
            Map<String, String> attributes,
            BigDecimal quantity,
            String unit,
            BigDecimal price,
            BigDecimal discount,
            @Schema(nullable = true) BigDecimal vatRate,
            boolean vatIncluded,
            BigDecimal net,
            BigDecimal vat,
            BigDecimal gross) {

        static LineView of(Line line) {
            LineSum sum = line.sum();
            return new LineView(
                    line.id(),
                    line.partId(),
                    line.productId(),
                    line.name(),
                    line.attributes(),
                    line.quantity(),
                    line.unit(),
                    line.price(),
                    line.discount(),
                    line.vatRate(),
                    line.vatIncluded(),
                    sum.net(),
                    sum.vat(),
                    sum.gross());
        }

        static List<LineView> of(List<Line> lines) {
            return lines.stream().map(LineView::of).toList();
        }
    }

    /** Null for lines that nobody told of. */
    static List<NewLine> lines(List<LineInput> sent) {
        if (sent == null) {
            return null;
        }
        var lines = new ArrayList<NewLine>();
        for (LineInput line : sent) {
            if (line == null) {
                throw NotDone.wrong("lines", "A line is empty. Send each as an object, or leave it out.");
            }
            lines.add(line.read());
        }
        return lines;
    }

    /** Null when the other system named nothing. @param ownSource for who left out the first one */
    static External external(String source, String ownSource, String id) {
        return id == null ? null : External.of(source == null ? ownSource : source, id);
    }

    /** The name under which something that is told again is the same thing; null for none. */
    static External own(String source, String id, UUID request) {
        External named = External.of(source, id);
        return named == null && request != null ? External.of("form", request.toString()) : named;
    }

    static <T> Page<T> page(OrderPage<T> page) {
        return new Page<>(page.items(), page.next());
    }

    static List<String> words(List<Refusal> warnings, Locale locale) {
        return warnings.stream().map(one -> one.words(locale)).toList();
    }
}
