package org.ringbook.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkRow;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.bulk.BulkTarget;
import org.ringbook.bulk.DryRun;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealReturns;
import org.ringbook.deals.DealReturns.Standing;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.Deals.Origin;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageAsks;
import org.ringbook.deals.StageMove;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a file that become deals, as they stand there: an open one where it stands, a closed one with the days on which it began and ended.
 * With another program's name for it a deal is told of, so that a later file says what is new; without one a row makes a deal once.
 */
@Component
class ImportedDeals implements BulkTarget {

    private static final String DEAL = "deal";
    private static final String TOLD = "told";
    private static final String MADE = "made";
    private static final String VERSION = "version";
    private static final TypeReference<Map<String, String>> MARKS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final FileRows files;
    private final ImportRows rows;
    private final KnownClients clients;
    private final KnownPeople people;
    private final DealPlaces places;
    private final Deals deals;
    private final DealReturns returns;
    private final WorkingCalendar calendar;
    private final Bin bin;
    private final DryRun dryRun;

    ImportedDeals(
            JdbcTemplate jdbc,
            FileRows files,
            KnownClients clients,
            KnownPeople people,
            DealPlaces places,
            Deals deals,
            DealReturns returns,
            WorkingCalendar calendar,
            Bin bin,
            DryRun dryRun) {
        this.rows = new ImportRows(jdbc);
        this.files = files;
        this.clients = clients;
        this.people = people;
        this.places = places;
        this.deals = deals;
        this.returns = returns;
        this.calendar = calendar;
        this.bin = bin;
        this.dryRun = dryRun;
    }

    @Override
    public Set<BulkSubject> subjects() {
        return Set.of(BulkSubject.DEAL_ROW);
    }

    @Override
    public Look look(BulkChange change, UUID record, StaffMember by) {
        RowCells row = files.row(change, record);
        var written = new Written[1];
        dryRun.of(() -> written[0] = write(row, by));
        return new Look(row.text(FileColumn.TITLE), written[0] != null);
    }

    @Override
    public Written apply(BulkChange change, UUID record, StaffMember by) {
        return write(files.row(change, record), by);
    }

    /** @return null when nothing is new */
    private Written write(RowCells row, StaffMember by) {
        files.refuseTwin(row);
        boolean external = row.externalId() != null;
        Optional<UUID> known = external ? deals.ofExternal(row.externalSource(), row.externalId()) : rows.made(row);
        if (known.isPresent() && !external) {
            return null;
        }
        refuseNumbered(row, known);
        String before = known.map(this::held).orElse(null);
        String told = known.map(this::told).orElse(null);
        UUID id = kept(row, external, by).id();
        String after = standing(id);
        if (known.isEmpty()) {
            if (!external) {
                rows.made(row, id);
            }
            return new Written(Map.of(), after(id, after, true));
        }
        return after.equals(before) ? null : new Written(Map.of(DEAL, before, TOLD, told), after(id, after, false));
    }

    private Map<String, String> after(UUID id, String standing, boolean made) {
        var after = new HashMap<String, String>();
        after.put("id", id.toString());
        after.put(DEAL, standing);
        after.put(TOLD, told(id));
        after.put(MADE, Boolean.toString(made));
        after.put(VERSION, Integer.toString(version(id)));
        return after;
    }

    private int version(UUID id) {
        return deals.find(id, null).map(Deal::version).orElse(0);
    }

    private String standing(UUID id) {
        return JSON.writeValueAsString(returns.standing(id));
    }

    private String held(UUID id) {
        return JSON.writeValueAsString(returns.held(id));
    }

    private String told(UUID id) {
        return JSON.writeValueAsString(returns.told(id));
    }

    /** A list that was exported from here and is loaded again would else double what is in it. */
    private void refuseNumbered(RowCells row, Optional<UUID> known) {
        String number = row.text(FileColumn.NUMBER);
        if (known.isEmpty() && number != null && files.isDealNumber(number)) {
            throw Refused.because("number", "imports.deal.here", FileTexts.shown(number));
        }
    }

    private Deal kept(RowCells row, boolean external, StaffMember by) {
        DealPlaces.Place place = places.of(row);
        LocalDate closed = closed(row, place.stage());
        WrittenTime created = row.time(FileColumn.CREATED);
        Instant begun = created == null ? null : created.at(calendar.zone());
        var deal = new NewDeal(
                place.typeId(),
                place.stage() == null ? null : place.stage().id(),
                content(row),
                row.own(),
                new Origin(null, null, row.text(FileColumn.SOURCE), row.text(FileColumn.CAMPAIGN), Map.of()),
                external ? row.externalSource() : null,
                row.externalId());
        Move end = Move.to(null, null)
                .lost(places.reason(row), row.text(FileColumn.LOST_NOTE))
                .won(closed);
        var importer = new By(by, StageMove.Cause.IMPORT);
        try {
            return external ? deals.told(deal, end, begun, importer) : deals.bring(deal, end, begun, importer);
        } catch (StageAsks asks) {
            throw asks.refused();
        }
    }

    /** What came to its end long since keeps the day; nothing is guessed of it. */
    private static LocalDate closed(RowCells row, Stage stage) {
        WrittenTime closed = row.time(FileColumn.CLOSED);
        boolean open = stage == null || stage.isOpen();
        if (open && closed != null) {
            throw Refused.because("closed", "imports.closed.open");
        }
        if (!open && closed == null) {
            throw Refused.because("closed", "imports.closed.day");
        }
        return closed == null ? null : closed.day();
    }

    private Deal.Content content(RowCells row) {
        KnownClients.Client client = clients.of(row);
        String amountText = row.text(FileColumn.AMOUNT);
        WrittenAmount amount = amountText == null
                ? null
                : WrittenAmount.read(amountText, row.file().workbook());
        WrittenTime expected = row.time(FileColumn.EXPECTED);
        return new Deal.Content(
                row.text(FileColumn.TITLE),
                client.partyId(),
                null,
                client.contactId(),
                people.responsible(row),
                amount == null ? null : amount.amount(),
                currency(row, amount),
                null,
                null,
                expected == null ? null : expected.day(),
                row.text(FileColumn.COMPETITOR));
    }

    private static String currency(RowCells row, WrittenAmount amount) {
        String text = row.text(FileColumn.CURRENCY);
        String beside = amount == null ? null : amount.currency();
        String written = text == null ? beside : WrittenAmount.currency(text);
        if (beside != null && !beside.equals(written)) {
            throw Refused.because("currency", "imports.currency.differs", beside, written);
        }
        return written;
    }

    @Override
    public boolean undo(BulkChange change, BulkRow row, StaffMember by) {
        UUID id = UUID.fromString(row.after().get("id"));
        if (Boolean.parseBoolean(row.after().get(MADE))) {
            boolean untouched = Integer.toString(version(id)).equals(row.after().get(VERSION));
            if (untouched) {
                bin.put(BinItem.Kind.DEAL, id, by);
            }
            return untouched;
        }
        if (!held(id).equals(row.after().get(DEAL))) {
            return false;
        }
        returns.putBack(id, JSON.readValue(row.before().get(DEAL), Standing.class), By.user(by));
        if (row.before().containsKey(TOLD)) {
            returns.untell(id, marks(row.before()), marks(row.after()));
        }
        return true;
    }

    private static Map<String, String> marks(Map<String, String> of) {
        return JSON.readValue(of.get(TOLD), MARKS);
    }
}
