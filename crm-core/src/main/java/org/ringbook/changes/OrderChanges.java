package org.ringbook.changes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.orders.Documents;
import org.ringbook.orders.NewDocument;
import org.ringbook.orders.NewPart;
import org.ringbook.orders.NewPayment;
import org.ringbook.orders.NewTerms;
import org.ringbook.orders.Parts;
import org.ringbook.orders.Payments;
import org.ringbook.orders.TermsBook;
import org.ringbook.orders.VatMode;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * What stood in a part, document or payment of a deal, or in terms that are a draft still; a state is changed by what is done. Nothing goes
 * back to nothing: what is left out there stays.
 */
@Component
class OrderChanges implements CardChanges {

    private static final Map<Kind, Set<String>> FIELDS = Map.of(
            Kind.PART, Set.of("title", "planned_on", "amount", "cost"),
            Kind.DOCUMENT, Set.of("number", "dated", "amount"),
            Kind.PAYMENT, Set.of("paid_on", "amount", "note"),
            Kind.TERMS,
                    Set.of(
                            "name",
                            "contract_no",
                            "contract_date",
                            "price_kind",
                            "discount",
                            "max_discount",
                            "prepay",
                            "credit_days",
                            "credit_limit",
                            "delivery_days",
                            "vat_mode",
                            "valid_from",
                            "valid_to"));

    private final Parts parts;
    private final Documents documents;
    private final Payments payments;
    private final TermsBook terms;

    OrderChanges(Parts parts, Documents documents, Payments payments, TermsBook terms) {
        this.parts = parts;
        this.documents = documents;
        this.payments = payments;
        this.terms = terms;
    }

    @Override
    public Set<Kind> kinds() {
        return FIELDS.keySet();
    }

    @Override
    public boolean maySee(Kind kind, UUID record, StaffMember who) {
        return switch (kind) {
            case PART -> parts.find(record, who).isPresent();
            case DOCUMENT -> documents.find(record, who).isPresent();
            case PAYMENT -> payments.find(record, who).isPresent();
            default -> terms.find(record, who).isPresent();
        };
    }

    /** What parts cost is for supervisors. */
    @Override
    public Set<String> hidden(Kind kind, StaffMember who) {
        return kind == Kind.PART && !Parts.seesCost(who) ? Set.of("cost") : Set.of();
    }

    @Override
    public boolean knows(FieldChange change) {
        return change.was() != null && FIELDS.get(change.kind()).contains(change.field());
    }

    @Override
    public void putBack(FieldChange change, StaffMember by) {
        var was = new Was(change.field(), change.was().toString());
        switch (change.kind()) {
            case PART -> parts.change(change.record(), null, part(was), by);
            case DOCUMENT -> documents.change(change.record(), null, document(was), by);
            case PAYMENT -> payments.change(change.record(), payment(was), by);
            default -> terms.change(change.record(), null, terms(was), by);
        }
    }

    /** Each field but the one that is put back is left out. */
    private record Was(String field, String value) {

        String text(String name) {
            return field.equals(name) ? value : null;
        }

        BigDecimal number(String name) {
            return field.equals(name) ? new BigDecimal(value) : null;
        }

        LocalDate day(String name) {
            return field.equals(name) ? LocalDate.parse(value) : null;
        }

        Integer many(String name) {
            return field.equals(name) ? Integer.valueOf(value) : null;
        }
    }

    private static NewPart part(Was was) {
        return new NewPart(
                null,
                null,
                null,
                was.text("title"),
                null,
                was.day("planned_on"),
                was.number("amount"),
                null,
                was.number("cost"),
                null);
    }

    private static NewDocument document(Was was) {
        return new NewDocument(
                null,
                null,
                null,
                null,
                null,
                null,
                was.text("number"),
                was.day("dated"),
                was.number("amount"),
                null,
                null,
                null);
    }

    private static NewPayment payment(Was was) {
        return new NewPayment(
                null, null, null, null, null, was.day("paid_on"), was.number("amount"), null, was.text("note"));
    }

    private static NewTerms terms(Was was) {
        return new NewTerms(
                was.text("name"),
                null,
                null,
                was.text("contract_no"),
                was.day("contract_date"),
                was.text("price_kind"),
                was.number("discount"),
                was.number("max_discount"),
                was.number("prepay"),
                was.many("credit_days"),
                was.number("credit_limit"),
                was.many("delivery_days"),
                was.text("vat_mode") == null ? null : VatMode.of(was.value()).orElseThrow(),
                was.day("valid_from"),
                was.day("valid_to"));
    }
}
