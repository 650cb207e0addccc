package org.ringbook.campaigns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.NewId;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads of people to be called: out of files, which are looked through before they are written, by hand, and out of what other pages have
 * found. Any thread; every method waits for the database.
 */
@Component
public class CallLists {

    private static final int MOST_AT_ONCE = 20_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int LONGEST_TEXT = 255;
    private static final int MOST_NUMBERS = 20;

    private final CampaignRows campaigns;
    private final JdbcClient jdbc;
    private final CallListRows rows;
    private final PromiseRows promises;
    private final ListWrites writes;
    private final ListLoads loads;
    private final NumberPlan plan;
    private final Tasks tasks;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CallLists(
            JdbcTemplate jdbc,
            ListLoads loads,
            NumberPlan plan,
            Tasks tasks,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.campaigns = new CampaignRows(JdbcClient.create(jdbc));
        this.jdbc = JdbcClient.create(jdbc);
        this.rows = new CallListRows(jdbc);
        this.promises = new PromiseRows(this.jdbc);
        this.writes = new ListWrites(jdbc);
        this.loads = loads;
        this.plan = plan;
        this.tasks = tasks;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A row that was not taken.
     *
     * @param column its name in the file; null when the whole row is at fault
     */
    public record RefusedRow(long row, String column, String value, Refusal why) {}

    /**
     * Somebody to be called, as a person or program tells it.
     *
     * @param partyId null to find it by the number
     * @param numbers as people write them; the first is tried first
     */
    public record Person(
            UUID partyId,
            String name,
            String company,
            String note,
            String externalId,
            String city,
            String timeZone,
            UUID ownerId,
            int priority,
            Map<String, String> fields,
            List<String> numbers) {}

    public Optional<CallList> find(UUID id) {
        return rows.find(id);
    }

    /** Newest first. */
    public List<CallList> ofCampaign(UUID campaign) {
        return rows.ofCampaign(campaign);
    }

    /** In their order. @param after number of the last one before; 0 for the first */
    public List<RefusedRow> refused(UUID list, long after, int most) {
        return rows.refused(list, after, most);
    }

    /** Columns of a file that was looked through, and what they hold. */
    public List<Map.Entry<String, ListColumn>> columns(CallList list) {
        return loads.columns(list);
    }

    /**
     * Takes a file and begins to look through it; nothing is written yet.
     *
     * @param origin where the company has the data from; may be null
     * @throws Refused if there is nothing in it, it is too large, or the campaign takes nobody any more
     */
    public CallList upload(
            UUID campaign,
            CallList.Source source,
            String fileName,
            byte[] file,
            String origin,
            ListOptions options,
            StaffMember by) {
        Campaign of = open(campaign, by);
        if (file.length == 0) {
            throw Refused.because("file", "contacts.import.empty");
        }
        if (file.length > ContactImport.LARGEST_FILE) {
            throw Refused.because("file", "contacts.import.large", ContactImport.LARGEST_FILE >> 20);
        }
        CallList list = fresh(of, source, bounded(fileName), bounded(origin), options, CallList.State.CHECKING, by);
        rows.insert(list, file, hash(file));
        loads.begin(list.id());
        return list;
    }

    public CallList paste(UUID campaign, String text, String origin, ListOptions options, StaffMember by) {
        byte[] file = text == null ? new byte[0] : text.strip().getBytes(StandardCharsets.UTF_8);
        return upload(campaign, CallList.Source.PASTE, null, file, origin, options, by);
    }

    private static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private CallList fresh(
            Campaign of,
            CallList.Source source,
            String fileName,
            String origin,
            ListOptions options,
            CallList.State state,
            StaffMember by) {
        return new CallList(
                NewId.next(),
                of.id(),
                fileName == null ? source.word() : fileName,
                source,
                origin,
                fileName,
                options,
                state,
                0,
                Map.of(),
                null,
                null,
                by.id(),
                null);
    }

    private static String bounded(String text) {
        String line = text == null ? "" : text.replace("\0", "").strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? null : line.substring(0, Math.min(line.length(), LONGEST_TEXT));
    }

    private Campaign open(UUID id, StaffMember by) {
        Campaigns.requireSupervisor(by);
        Campaign campaign = campaigns.find(id).orElseThrow(() -> Refused.because("campaign", "campaigns.unknown"));
        if (campaign.state() == Campaign.State.ARCHIVED) {
            throw Refused.because("campaign", "campaigns.archived");
        }
        return campaign;
    }

    /** Looks through the same file once more, read in another way. */
    public CallList lookAgain(UUID list, ListOptions options, StaffMember by) {
        CallList known = waiting(list, by);
        rows.begins(known.id(), CallList.State.CHECKING, options);
        loads.begin(known.id());
        return rows.find(list).orElseThrow();
    }

    /** In earnest, read as it was looked through. Asked twice, it is done once. */
    public CallList load(UUID list, StaffMember by) {
        CallList known = rows.find(list).orElseThrow(() -> Refused.because("list", "campaigns.list.unknown"));
        if (known.state() == CallList.State.LOADING || known.state() == CallList.State.LOADED) {
            return known;
        }
        waiting(list, by);
        rows.begins(list, CallList.State.LOADING, known.options());
        events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "imported").on(known.campaignId(), known.name()));
        loads.begin(list);
        return rows.find(list).orElseThrow();
    }

    private CallList waiting(UUID list, StaffMember by) {
        CallList known = rows.find(list).orElseThrow(() -> Refused.because("list", "campaigns.list.unknown"));
        open(known.campaignId(), by);
        if (known.state() != CallList.State.CHECKED && known.state() != CallList.State.FAILED) {
            throw Refused.because("list", "campaigns.list.not-waiting");
        }
        return known;
    }

    /** A file that was looked through and is not wanted. */
    public void giveUp(UUID list, StaffMember by) {
        rows.find(list).ifPresent(known -> {
            open(known.campaignId(), by);
            rows.delete(list);
        });
    }

    /**
     * Takes back a load: whom nobody has tried goes from the list, the others are tried no more, and what was promised to them is
     * cancelled.
     *
     * @return how many went
     */
    public int undo(UUID list, StaffMember by) {
        CallList known = rows.find(list).orElseThrow(() -> Refused.because("list", "campaigns.list.unknown"));
        open(known.campaignId(), by);
        if (known.state() != CallList.State.LOADED) {
            throw Refused.because("list", "campaigns.list.not-loaded");
        }
        int gone = transaction.execute(status -> {
            List<UUID> promised = rows.promised(list);
            int deleted = rows.undo(list);
            promises.withdrawnOfList(list);
            cancel(promised, known.name(), by);
            return deleted;
        });
        events.publishEvent(AuditEntry.of(AuditKind.CAMPAIGN, "undone").on(known.campaignId(), known.name()));
        events.publishEvent(new CampaignChanged(known.campaignId()));
        return gone;
    }

    /** Nobody is called any more: what was promised is not late. */
    private void cancel(List<UUID> promised, String why, StaffMember by) {
        promised.forEach(task -> tasks.find(task, null)
                .filter(one -> !one.state().isOver())
                .ifPresent(one -> tasks.act(task, null, TaskAction.CANCEL, why, by)));
    }

    /**
     * A client is called no more in a campaign, unless one of ours has them before them now; what was promised to them is cancelled.
     *
     * @return whether they were to be called
     * @throws Refused if there is no such campaign, or it is put away
     */
    public boolean takeOff(UUID campaign, UUID party, StaffMember by) {
        Campaign of = open(campaign, by);
        boolean were = Boolean.TRUE.equals(transaction.execute(status -> {
            List<UUID> promised = rows.promisedTo(campaign, party);
            int off = rows.takeOff(campaign, party);
            cancel(promised, of.name(), by);
            return off > 0;
        }));
        events.publishEvent(new CampaignChanged(campaign));
        return were;
    }

    /**
     * Adds people at once, all of them or none.
     *
     * @param origin where they come from: an address of the page that found them, or the company's own words
     * @throws Refused if one has no number that can be called, or they are too many
     */
    public CallList add(UUID campaign, CallList.Source source, String origin, List<Person> people, StaffMember by) {
        Campaign of = open(campaign, by);
        if (people.isEmpty() || people.size() > MOST_AT_ONCE) {
            throw Refused.because(
                    "people", people.isEmpty() ? "campaigns.list.nobody" : "campaigns.list.many", MOST_AT_ONCE);
        }
        var all = new ArrayList<ListRow>();
        for (Person person : people) {
            all.add(row(all.size() + 1L, person));
        }
        known(all);
        CallList list = fresh(of, source, null, bounded(origin), ListOptions.automatic(), CallList.State.LOADED, by);
        transaction.executeWithoutResult(status -> {
            rows.insert(list, null, null);
            var counts = new ListCounts(Map.of(ListCounts.ROWS, (long) all.size()));
            for (int from = 0; from < all.size(); from += ROWS_AT_ONCE) {
                writes.write(
                        campaign,
                        list.id(),
                        all.subList(from, Math.min(all.size(), from + ROWS_AT_ONCE)),
                        false,
                        of.purpose() == Purpose.ADVERTISING,
                        null,
                        counts);
            }
            rows.progress(list.id(), all.size(), counts.all());
        });
        events.publishEvent(new CampaignChanged(campaign));
        return rows.find(list.id()).orElseThrow();
    }

    private ListRow row(long at, Person person) {
        var numbers = new ArrayList<ContactNumber>();
        for (String number : person.numbers() == null ? List.<String>of() : person.numbers()) {
            NumberReading read = plan.read(number);
            if (!(read instanceof NumberReading.Outside outside)) {
                throw Refused.because("numbers", "campaigns.list.number", at, ListReading.shown(number));
            }
            if (numbers.size() < MOST_NUMBERS
                    && numbers.stream().noneMatch(one -> one.number().equals(outside.number()))) {
                numbers.add(new ContactNumber(outside.number(), outside.extension(), null));
            }
        }
        if (numbers.isEmpty()) {
            throw Refused.because("numbers", "campaigns.list.row-without-number");
        }
        if (person.timeZone() != null && ListReading.zone(person.timeZone()) == null) {
            throw Refused.because("timeZone", "campaigns.list.zone", ListReading.shown(person.timeZone()));
        }
        return new ListRow(
                at,
                person.partyId(),
                bounded(person.name()),
                bounded(person.company()),
                person.note() == null || person.note().isBlank()
                        ? null
                        : ListReading.bounded(person.note().strip()),
                bounded(person.externalId()),
                bounded(person.city()),
                ListReading.zone(person.timeZone()),
                person.ownerId(),
                Math.max(-100, Math.min(100, person.priority())),
                fields(at, person.fields()),
                numbers);
    }

    private static Map<String, String> fields(long at, Map<String, String> sent) {
        var fields = new LinkedHashMap<String, String>();
        if (sent != null && sent.size() > ListReading.MOST_FIELDS) {
            throw Refused.because("fields", "campaigns.list.fields", at, ListReading.MOST_FIELDS);
        }
        if (sent != null) {
            sent.forEach((name, value) -> {
                if (value != null) {
                    fields.put(ListReading.shown(name), ListReading.bounded(value));
                }
            });
        }
        return fields;
    }

    /** Those of other tables are there: else nobody of all is added. */
    private void known(List<ListRow> all) {
        missing(all, ListRow::partyId, "partyId", "select id from party where id = any(?)", "campaigns.list.party");
        missing(
                all,
                ListRow::ownerId,
                "ownerId",
                "select id from staff_member where id = any(?)",
                "campaigns.list.owner");
    }

    private void missing(List<ListRow> all, Function<ListRow, UUID> of, String field, String sql, String refusal) {
        UUID[] ids = all.stream().map(of).filter(Objects::nonNull).distinct().toArray(UUID[]::new);
        Set<UUID> there = ids.length == 0
                ? Set.of()
                : Set.copyOf(jdbc.sql(sql).param(ids).query(UUID.class).list());
        all.stream()
                .filter(row -> of.apply(row) != null && !there.contains(of.apply(row)))
                .findFirst()
                .ifPresent(row -> {
                    throw Refused.because(field, refusal, row.row(), of.apply(row));
                });
    }
}
