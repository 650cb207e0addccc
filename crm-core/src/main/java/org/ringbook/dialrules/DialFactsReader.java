package org.ringbook.dialrules;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.dialrules.DialFacts.NumberKind;
import org.ringbook.dialrules.ZoneEvidence.Source;
import org.ringbook.numbers.Destination;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what the gate is told of, for many numbers at once: some ten queries, however many they are. Calls are read from the log, by hand
 * and of campaigns alike; what call lists know beside it goes before the log's row of the same call.
 */
@Component
class DialFactsReader {

    /** A month of conversations of the strictest limit, and a day for zones. */
    private static final Duration OF_CALLS = Duration.ofDays(32);

    private static final Duration OF_OWN_CALLS = Duration.ofDays(180);
    /** A refusal is known so long. */
    private static final Duration OF_ATTEMPTS = Duration.ofDays(366);

    private final JdbcClient jdbc;
    private final NumberPlan plan;
    private final DoNotCallList doNotCall;
    private final DialLimitTable limits;
    private final OwnLines lines;
    private final NumberingTables numbering;
    private final PublicHolidays holidays;
    private final WorkingCalendar calendar;
    private final ObjectProvider<CampaignAttempts> attempts;

    DialFactsReader(
            JdbcClient jdbc,
            NumberPlan plan,
            DoNotCallList doNotCall,
            DialLimitTable limits,
            OwnLines lines,
            NumberingTables numbering,
            PublicHolidays holidays,
            WorkingCalendar calendar,
            ObjectProvider<CampaignAttempts> attempts) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.doNotCall = doNotCall;
        this.limits = limits;
        this.lines = lines;
        this.numbering = numbering;
        this.holidays = holidays;
        this.calendar = calendar;
        this.attempts = attempts;
    }

    /** Who is reached: the people and companies of a number, and all numbers of theirs. */
    private record People(
            Map<PhoneNumber, Set<UUID>> owners, Map<UUID, UUID> companies, Map<UUID, Set<PhoneNumber>> numbers) {

        /** The person whom a call is for: who was named, else the one owner of the number. */
        UUID person(DialQuestion question) {
            if (question.party() != null) {
                return question.party();
            }
            Set<UUID> all = owners.getOrDefault(question.number(), Set.of());
            return all.size() == 1 ? all.iterator().next() : null;
        }

        /** Everybody on whose word it depends: all owners of the number, and their companies. */
        Set<UUID> parties(DialQuestion question) {
            var parties = new LinkedHashSet<>(owners.getOrDefault(question.number(), Set.of()));
            if (question.party() != null) {
                parties.add(question.party());
            }
            List.copyOf(parties).stream()
                    .map(companies::get)
                    .filter(Objects::nonNull)
                    .forEach(parties::add);
            return parties;
        }

        Set<PhoneNumber> all(DialQuestion question) {
            var all = new LinkedHashSet<PhoneNumber>();
            all.add(question.number());
            all.addAll(numbers.getOrDefault(person(question), Set.of()));
            return all;
        }
    }

    /** Facts of each question, in their order. */
    List<DialFacts> read(List<DialQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        People people = people(questions);
        var numbers = new LinkedHashSet<PhoneNumber>();
        var parties = new LinkedHashSet<UUID>();
        questions.forEach(question -> {
            numbers.addAll(people.all(question));
            parties.addAll(people.parties(question));
        });
        var read = new Read(
                people,
                calls(
                        numbers,
                        questions.stream()
                                .map(DialQuestion::at)
                                .min(Instant::compareTo)
                                .orElseThrow()),
                doNotCall.about(numbers, parties),
                registers(),
                consents(parties),
                places(parties),
                ownCalls(numbers),
                ours(numbers),
                lines.all(),
                limits.all());
        var purposes = new HashMap<Purpose, Integer>();
        return questions.stream()
                .map(question -> facts(question, read, purposes))
                .toList();
    }

    private record Read(
            People people,
            Map<PhoneNumber, List<PastCall>> calls,
            List<DoNotCallEntry> doNotCall,
            List<RegisterImport> registers,
            Map<UUID, List<ConsentFact>> consents,
            Map<UUID, List<Place>> places,
            Map<PhoneNumber, List<Instant>> ownCalls,
            Set<PhoneNumber> ours,
            List<OwnLine> lines,
            List<DialLimit> limits) {}

    /** Where somebody is: a zone that was set, or a text. */
    private record Place(String zone, String text, Instant at) {

        ZoneEvidence ofThem(NumberEvidence known) {
            return zone == null ? known.ofAddress(text) : set(Source.SAID);
        }

        ZoneEvidence ofTheirCompany(NumberEvidence known) {
            return zone == null ? known.ofAddress(Source.COMPANY, text) : set(Source.COMPANY);
        }

        private ZoneEvidence set(Source source) {
            return new ZoneEvidence(source, Set.of(ZoneId.of(zone)), at, zone);
        }
    }

    private DialFacts facts(DialQuestion question, Read read, Map<Purpose, Integer> purposes) {
        Destination destination = plan.destination(question.number());
        UUID person = read.people().person(question);
        boolean ours = read.ours().contains(question.number())
                || read.lines().stream().anyMatch(line -> line.number().equals(question.number()));
        Set<UUID> parties = read.people().parties(question);
        return DialFacts.of(draft -> {
            draft.country = destination.country();
            draft.kind = NumberKind.of(destination, ours);
            draft.parties = parties;
            draft.calls = pastCalls(question, person, read);
            draft.doNotCall = read.doNotCall().stream()
                    .filter(entry -> entry.isAbout(question.number(), parties))
                    .toList();
            draft.registers = read.registers();
            draft.consents = consents(person, parties, read);
            draft.zones = zones(question, person, destination.country(), read);
            draft.holidays = holidays;
            draft.lines = read.lines();
            draft.limits = read.limits();
            draft.ours = calendar.zone();
            draft.callsOfPurposeToday = question.campaign().id() == null
                    ? 0
                    : purposes.computeIfAbsent(
                            question.campaign().purpose(), purpose -> ofPurpose(purpose, question.at()));
        });
    }

    /** What the person said, and what others said whom the number reaches, too. */
    private static List<ConsentFact> consents(UUID person, Set<UUID> parties, Read read) {
        return parties.stream()
                .flatMap(party -> read.consents().getOrDefault(party, List.of()).stream()
                        .map(said -> party.equals(person) ? said : said.ofAnother(party)))
                .toList();
    }

    private int ofPurpose(Purpose purpose, Instant at) {
        CampaignAttempts known = attempts.getIfAvailable();
        Instant today = at.atZone(calendar.zone())
                .toLocalDate()
                .atStartOfDay(calendar.zone())
                .toInstant();
        return known == null ? 0 : known.attemptsSince(purpose, today);
    }

    private List<PastCall> pastCalls(DialQuestion question, UUID person, Read read) {
        Set<PhoneNumber> numbers = read.people().all(question);
        CampaignAttempts known = attempts.getIfAvailable();
        List<PastCall> ofLists = known == null
                ? List.of()
                : known.of(
                        numbers, person, question.campaign().id(), question.at().minus(OF_ATTEMPTS));
        var inLists = new HashSet<UUID>();
        ofLists.forEach(call -> inLists.add(call.call()));
        return Stream.concat(
                        ofLists.stream(),
                        numbers.stream()
                                .flatMap(number -> read.calls().getOrDefault(number, List.of()).stream())
                                .filter(call -> !inLists.contains(call.call())))
                .toList();
    }

    private List<ZoneEvidence> zones(DialQuestion question, UUID person, String country, Read read) {
        var known = new NumberEvidence(ZoneTable.shipped(), numbering.ranges());
        var zones = new ArrayList<>(known.of(question.number(), country));
        if (person != null) {
            read.places().getOrDefault(person, List.of()).forEach(place -> add(zones, place.ofThem(known)));
            UUID company = read.people().companies().get(person);
            read.places().getOrDefault(company, List.of()).forEach(place -> add(zones, place.ofTheirCompany(known)));
        }
        add(zones, known.ofOwnCalls(read.ownCalls().getOrDefault(question.number(), List.of()), country));
        return zones;
    }

    private static void add(List<ZoneEvidence> zones, ZoneEvidence evidence) {
        if (evidence != null) {
            zones.add(evidence);
        }
    }

    private static Long[] digits(Collection<PhoneNumber> numbers) {
        return numbers.stream().map(PhoneNumber::e164).toArray(Long[]::new);
    }

    private static String[] texts(Collection<PhoneNumber> numbers) {
        return numbers.stream().map(PhoneNumber::toString).toArray(String[]::new);
    }

    private People people(List<DialQuestion> questions) {
        var owners = new HashMap<PhoneNumber, Set<UUID>>();
        var companies = new HashMap<UUID, UUID>();
        var numbers = new HashMap<UUID, Set<PhoneNumber>>();
        jdbc.sql("select n.number, coalesce(n.contact_id, n.company_id) as party, c.company_id from contact_number n"
                        + " left join contact c on c.id = n.contact_id where n.number = any(?)")
                .param(digits(questions.stream().map(DialQuestion::number).toList()))
                .query(row -> {
                    UUID party = row.getObject("party", UUID.class);
                    owners.computeIfAbsent(new PhoneNumber(row.getLong("number")), number -> new LinkedHashSet<>())
                            .add(party);
                    companies.put(party, row.getObject("company_id", UUID.class));
                });
        var people = new People(owners, companies, numbers);
        UUID[] all = questions.stream()
                .map(people::person)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
        jdbc.sql(
                        "select n.number, n.contact_id as party, c.company_id from contact_number n join contact c on c.id = n.contact_id"
                                + " where n.contact_id = any(?) union all"
                                + " select number, company_id, null from contact_number where company_id = any(?)")
                .params(all, all)
                .query(row -> {
                    UUID party = row.getObject("party", UUID.class);
                    numbers.computeIfAbsent(party, one -> new LinkedHashSet<>())
                            .add(new PhoneNumber(row.getLong("number")));
                    companies.putIfAbsent(party, row.getObject("company_id", UUID.class));
                });
        return people;
    }

    /** Of two records of one real call, the one that lists show. */
    private Map<PhoneNumber, List<PastCall>> calls(Collection<PhoneNumber> numbers, Instant earliest) {
        var calls = new HashMap<PhoneNumber, List<PastCall>>();
        jdbc.sql("""
                        select c.id, c.external, c.started_at, c.answered_at, c.result, c.reason, c.agent,
                            (select m.name from staff_member m where m.id = c.speakers[1]) as person
                        from call c
                        where c.direction = 'outbound' and c.external = any(:numbers) and c.started_at > :since
                            and not exists (select from call_seen_again s where s.other_id = c.id)""")
                .param("numbers", texts(numbers))
                .param("since", Timestamp.from(earliest.minus(OF_CALLS)))
                .query(row -> {
                    PastCall call = call(row);
                    calls.computeIfAbsent(call.number(), number -> new ArrayList<>())
                            .add(call);
                });
        return calls;
    }

    private static PastCall call(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        boolean reached = !"agent_unreachable".equals(reason) && !"congestion".equals(reason);
        String person = row.getString("person");
        return new PastCall(
                row.getObject("id", UUID.class),
                PhoneNumber.of(row.getString("external")),
                null,
                row.getTimestamp("started_at").toInstant(),
                person != null ? person : row.getString("agent"),
                reached,
                row.getTimestamp("answered_at") != null,
                false,
                false);
    }

    private List<RegisterImport> registers() {
        return jdbc.sql("select register, country, max(dated) as dated from do_not_call_import"
                        + " where register is not null and country is not null group by register, country")
                .query((row, n) -> {
                    Date dated = row.getDate("dated");
                    return new RegisterImport(
                            row.getString("register"),
                            row.getString("country"),
                            dated.toLocalDate().atStartOfDay(calendar.zone()).toInstant());
                })
                .list();
    }

    private Map<UUID, List<ConsentFact>> consents(Collection<UUID> parties) {
        var consents = new HashMap<UUID, List<ConsentFact>>();
        jdbc.sql("select party_id, purpose, allowed, at, how, text_version from consent where party_id = any(?)")
                .param(parties.toArray(UUID[]::new))
                .query(row -> {
                    consents.computeIfAbsent(row.getObject("party_id", UUID.class), party -> new ArrayList<>())
                            .add(new ConsentFact(
                                    row.getString("purpose"),
                                    row.getBoolean("allowed"),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("how"),
                                    row.getString("text_version")));
                });
        return consents;
    }

    private Map<UUID, List<Place>> places(Collection<UUID> parties) {
        var places = new HashMap<UUID, List<Place>>();
        jdbc.sql("""
                        select party_id, zone, null as text, at from party_zone where party_id = any(:parties)
                        union all select id, null, region, null from party where id = any(:parties) and region is not null
                        union all select party_id, null, value, null from party_point
                            where party_id = any(:parties) and kind = 'address'""").param("parties", parties.toArray(UUID[]::new)).query(row -> {
            Timestamp at = row.getTimestamp("at");
            places.computeIfAbsent(row.getObject("party_id", UUID.class), party -> new ArrayList<>())
                    .add(new Place(row.getString("zone"), row.getString("text"), at == null ? null : at.toInstant()));
        });
        return places;
    }

    private Map<PhoneNumber, List<Instant>> ownCalls(Collection<PhoneNumber> numbers) {
        var calls = new HashMap<PhoneNumber, List<Instant>>();
        jdbc.sql("select external, started_at from call where direction = 'inbound' and external = any(?)"
                        + " and started_at > now() - ?::interval")
                .params(texts(numbers), OF_OWN_CALLS.toDays() + " days")
                .query(row -> {
                    calls.computeIfAbsent(PhoneNumber.of(row.getString("external")), number -> new ArrayList<>())
                            .add(row.getTimestamp("started_at").toInstant());
                });
        return calls;
    }

    /** Numbers on which people called us. */
    private Set<PhoneNumber> ours(Collection<PhoneNumber> numbers) {
        return new HashSet<>(jdbc.sql("select n from unnest(?) n where exists (select from call where line = n)")
                .param(texts(numbers))
                .query((row, n) -> PhoneNumber.of(row.getString(1)))
                .list());
    }
}
