package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallsOfTheDay;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.telephony.inbox.RawReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Agafya wants to know what is kept of her, and then that it is destroyed. */
@TestPropertySource(
        properties = {
            "ringbook.web-forms.forms.agafyas.preset=plain",
            "ringbook.web-forms.forms.agafyas.secret=a-secret-of-a-form-7"
        })
class PersonalDataTest extends Server {

    private static final String NAME = "Агафья Необыкновенная";
    private static final PhoneNumber NUMBER = PhoneNumber.of("+79165550142");
    private static final String DIGITS = "9165550142";
    private static final String EMAIL = "agafya.n@example.org";
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

    @Autowired
    private PartyDetails details;

    @Autowired
    private AudioStore store;

    @TempDir
    private Path folder;

    private Contact agafya;
    private Call call;
    private String digest;

    @BeforeEach
    void agafyaIsKnownInEveryWay() throws IOException {
        jdbc.sql(
                        "truncate raw_chunk, attachment, bin_item, bulk_change, lead, form_message, form_callback, event, task, obligation, party_merge, contact_import,"
                                + " privacy_act, privacy_look, destroyed_number, call_request, saved_filter, field_change cascade")
                .update();
        agafya = contacts.save(new Contact(
                null, NAME, null, "мастер", EMAIL, "любит чай", null, List.of(new ContactNumber(NUMBER, null, null))));
        details.save(
                agafya.id(),
                new Details("сайт", "Пенза", List.of(), List.of(new Details.Point(Details.Kind.EMAIL, EMAIL, null))));
        called();
        as("vera").put("/api/calls/" + call.id() + "/note", "{\"text\":\"Агафья Необыкновенная просит скидку\"}");
        as("vera")
                .post(
                        "/api/tasks",
                        "{\"title\":\"Позвонить: " + NAME + "\",\"partyId\":\"" + agafya.id() + "\",\"number\":\""
                                + NUMBER + "\"}");
        as("vera")
                .post(
                        "/api/events",
                        "{\"kind\":\"meeting\",\"at\":\"2026-11-24T10:00:00Z\",\"text\":\"" + NAME
                                + " приходила\",\"parties\":[\"" + agafya.id() + "\"]}");
        JsonNode claim = as("vera")
                .post(
                        "/api/claims",
                        "{\"subject\":\"" + NAME + " недовольна\",\"partyId\":\"" + agafya.id() + "\",\"phone\":\""
                                + NUMBER + "\",\"email\":\"" + EMAIL + "\"}")
                .json();
        as("vera")
                .post(
                        "/api/claims/" + claim.path("id").asString() + "/move",
                        "{\"state\":\"closed\",\"result\":\"refused\",\"note\":\"" + NAME + "\",\"answer\":\"" + NAME
                                + "\"}");
        as("vera").post("/api/calls", "{\"to\":\"" + NUMBER + "\"}");
        sent("phone=8" + DIGITS + "&email=" + EMAIL);
        awaitLeads(1);
        Contact twice = contacts.save(new Contact(
                null, "Агафья", null, null, null, null, null, List.of(new ContactNumber(NUMBER, null, null))));
        Contact before = contacts.save(new Contact(
                null,
                "Гаша Необыкновенная",
                null,
                null,
                null,
                null,
                null,
                List.of(new ContactNumber(NUMBER, null, null))));
        imported(before);
        merged(before, twice);
        merged(twice, agafya);
        filtered("part=" + DIGITS);
        filtered("number=8+%28916%29+555-01-42&from=2026-11-24");
        filtered("q=agafya.n%40example.org");
        handedToHer();
        said(TUESDAY);
        // Told again when the telephone system could be reached once more.
        said(TUESDAY.plusSeconds(30 * 3_600));
    }

    private void filtered(String query) {
        jdbc.sql("insert into saved_filter (id, owner_id, list, name, query) values (?, ?, 'calls', ?, ?)")
                .params(UUID.randomUUID(), agafya.id(), "Мой " + query.length(), query)
                .update();
    }

    /** A call of somebody else, in which her telephone rang. */
    private void handedToHer() {
        Call others = CallsOfTheDay.answered(TUESDAY.plusSeconds(7_200));
        log.write(List.of(CallsOfTheDay.change(others)));
        jdbc.sql("update call set legs = cast(replace(legs::text, '\"101\"', ?) as jsonb) where id = ?")
                .params("\"" + NUMBER + "\"", others.id())
                .update();
        jdbc.sql("update call_leg set party = ? where party = '101' and call_id = ?")
                .params(NUMBER.toString(), others.id())
                .update();
    }

    private void merged(Contact one, Contact into) {
        assertThat(as("vera")
                        .post("/api/merges", "{\"masterId\":\"" + into.id() + "\",\"others\":[\"" + one.id() + "\"]}")
                        .status())
                .isLessThan(300);
    }

    private void imported(Contact one) {
        UUID file = UUID.randomUUID();
        jdbc.sql("insert into contact_import (id, owner) values (?, ?)")
                .params(file, one.id())
                .update();
        jdbc.sql("insert into contact_import_write (import_id, kind, record, after) values (?, 'person', ?, ?::jsonb)")
                .params(file, one.id(), "{\"name\":\"" + one.name() + "\"}")
                .update();
    }

    /** A form in her name. */
    private void sent(String more) {
        http().header("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        "/forms/agafyas/a-secret-of-a-form-7",
                        "name=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8) + "&" + more);
    }

    private void awaitLeads(long many) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        jdbc.sql("select count(*) from lead").query(Long.class).single() == many);
    }

    /** With a recording, and what the telephone system said of it. */
    private void called() throws IOException {
        UUID recording = UUID.randomUUID();
        call = Call.of(draft -> {
            Call like = CallsOfTheDay.answered(TUESDAY);
            draft.id = UUID.randomUUID();
            draft.source = "paper";
            draft.sourceId = "paper-" + draft.id;
            draft.direction = like.direction();
            draft.state = like.state();
            draft.result = like.result();
            draft.external = NUMBER;
            draft.line = like.line();
            draft.startedAt = like.startedAt();
            draft.answeredAt = like.answeredAt();
            draft.endedAt = like.endedAt();
            draft.waitSeconds = like.waitSeconds();
            draft.talkSeconds = like.talkSeconds();
            draft.endedBy = like.endedBy();
            draft.agent = like.agent();
            draft.answeredBy = like.answeredBy();
            draft.rang = like.rang();
            draft.legs = like.legs();
            draft.transfers = List.of();
            draft.recordings = List.of();
            draft.rules = like.rules();
        });
        log.write(List.of(CallsOfTheDay.change(call)));
        Path sound = folder.resolve("agafya.wav");
        Files.write(sound, ("RIFF agafya " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        digest = store.keep(sound);
        jdbc.sql(
                        "insert into recording (id, call_id, source, leg, file, started_at, status, sha256, format, channels, seconds, stored_at)"
                                + " values (?, ?, 'paper', 'leg', ?, ?, 'stored', ?, 'wav', 1, 60, now())")
                .params(recording, call.id(), "/monitor/in-7" + DIGITS + ".wav", Timestamp.from(TUESDAY), digest)
                .update();
    }

    private void said(Instant at) throws IOException {
        byte[] message = ("Event: Newchannel\r\nCallerIDNum: 8" + DIGITS + "\r\nUniqueid: 17\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(packed))) {
            out.writeLong(at.getEpochSecond() * 1_000_000);
            out.writeInt(message.length);
            out.write(message);
        }
        jdbc.sql("insert into raw_chunk (source, first_at, last_at, messages, payload) values ('paper', ?, ?, 1, ?)")
                .params(Timestamp.from(at), Timestamp.from(at), packed.toByteArray())
                .update();
    }

    private String said(boolean now) {
        var text = new StringBuilder();
        jdbc.sql("select payload from raw_chunk where source = 'paper'")
                .query((row, n) -> row.getBytes(1))
                .list()
                .forEach(chunk -> RawReader.inflate(
                        chunk, Instant.EPOCH, (bytes, at) -> text.append(new String(bytes, StandardCharsets.UTF_8))));
        return text.toString();
    }

    /** Tables in which something of hers can be read, however it is written there. */
    private List<String> tablesWithHer() {
        var found = new ArrayList<String>();
        for (String table : jdbc.sql("select c.oid::regclass::text from pg_class c where c.relkind = 'r'"
                        + " and c.relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list()) {
            for (String word : List.of(DIGITS, "Необыкновенная", "необыкновенная", EMAIL)) {
                String hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
                long rows = jdbc.sql("select count(*) from " + table + " t where t::text ilike ? or t::text like ?")
                        .params("%" + word + "%", "%" + hex + "%")
                        .query(Long.class)
                        .single();
                if (rows > 0) {
                    found.add(table + ": " + word);
                }
            }
        }
        return found;
    }

    /** How much of it is hers. */
    private long held(String place) {
        return as("admin")
                .get("/api/contacts/" + agafya.id() + "/personal-data")
                .json()
                .path("places")
                .valueStream()
                .filter(one -> one.path("key").asString().equals(place))
                .mapToLong(one -> one.path("count").asLong())
                .sum();
    }

    private Http.Answer destroyed(String login, String name) {
        return as(login)
                .post(
                        "/api/contacts/" + agafya.id() + "/personal-data/destroy",
                        "{\"reason\":\"Обращение № 17\",\"name\":\"" + name + "\"}");
    }

    @Test
    void sheIsToldAllThatIsKeptOfHerAsOneFile() throws IOException {
        // Somebody wrote what looks like bytes, and is none.
        jdbc.sql("update event set text = ? || text where text like '%приходила'")
                .param("\\x ")
                .update();
        Http.Answer file = as("admin").get("/api/contacts/" + agafya.id() + "/personal-data.zip");
        assertThat(file.status()).isEqualTo(200);
        var names = new ArrayList<String>();
        String data = null;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("data.json")) {
                    data = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                } else {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith("RIFF agafya");
                }
            }
        }
        assertThat(names).hasSize(2).contains("data.json").anyMatch(name -> name.startsWith("recordings/"));
        assertThat(data)
                .contains(
                        "просит скидку",
                        "приходила",
                        "\\\\x ",
                        "любит чай",
                        EMAIL,
                        call.id().toString(),
                        "Позвонить")
                .contains("phone=8" + DIGITS);
        assertThat(as("vera")
                        .get("/api/contacts/" + agafya.id() + "/personal-data.zip")
                        .status())
                .isEqualTo(403);
        assertThat(as("admin")
                        .get("/api/contacts/" + agafya.id() + "/personal-data")
                        .body())
                .as("who took the file is noted")
                .contains("\"looks\"");
    }

    @Test
    void aDealKeepsItsSumAndItsMovesWithoutHerAndACompanysItsTitleUnlessItNamesHer() {
        var romashka = contacts.save(Cast.romashka());
        String hers = deal("Чайник для Агафьи", "\"partyId\":\"" + agafya.id() + "\"");
        String named = deal(NAME, "\"partyId\":\"" + romashka.id() + "\",\"contactId\":\"" + agafya.id() + "\"");
        String plain = deal("Доски", "\"partyId\":\"" + romashka.id() + "\",\"contactId\":\"" + agafya.id() + "\"");
        String lost =
                "{\"stageId\":\"019ad000-0000-7000-8000-00000000e106\",\"lostReasonId\":\"019ad000-0000-7000-8000-00000000e306\","
                        + "\"lostNote\":\"Агафья передумала\"}";
        assertThat(as("vera").post("/api/deals/" + hers + "/move", lost).status())
                .isEqualTo(200);
        as("vera")
                .put(
                        "/api/deals/" + plain + "/participants",
                        "{\"participants\":[{\"partyId\":\"" + agafya.id() + "\",\"role\":\"decides\"}]}");

        as("vera").post("/api/events", "{\"text\":\"Агафья ждёт\",\"parties\":[],\"dealId\":\"" + hers + "\"}");
        assertThat(as("vera").get("/api/deals/" + hers + "/timeline").body()).contains("Агафья ждёт");

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);

        JsonNode emptied = as("vera").get("/api/deals/" + hers).json();
        assertThat(as("vera").get("/api/deals/" + hers + "/timeline").body()).doesNotContain("Агафья");
        assertThat(emptied.path("title").asString()).isEqualTo("–");
        assertThat(emptied.path("amount").asInt()).isEqualTo(900);
        assertThat(emptied.path("lostNote").isNull()).isTrue();
        assertThat(emptied.path("partyId").isNull()).isTrue();
        assertThat(as("vera").get("/api/deals/" + hers + "/moves").body()).doesNotContain("Агафья");
        assertThat(as("vera").get("/api/changes/deal/" + hers).body()).doesNotContain("Агафь");
        assertThat(as("vera").get("/api/deals/" + named).json().path("title").asString())
                .isEqualTo("–");
        JsonNode companys = as("vera").get("/api/deals/" + plain).json();
        assertThat(companys.path("title").asString()).isEqualTo("Доски");
        assertThat(companys.path("contactId").isNull()).isTrue();
        assertThat(as("vera")
                        .get("/api/deals/" + plain + "/participants")
                        .json()
                        .path("items"))
                .isEmpty();
        jdbc.sql("truncate deal cascade").update();
    }

    @Test
    void tasksOfADealOfHersAndOfOneThatNamesHerGoToo() {
        var romashka = contacts.save(Cast.romashka());
        var stepan = contacts.save(Cast.person("Степан Подвижников", null));
        String hers =
                deal("Чайник: " + NAME, "\"partyId\":\"" + agafya.id() + "\",\"contactId\":\"" + stepan.id() + "\"");
        String companys = deal("Доски", "\"partyId\":\"" + romashka.id() + "\"");
        String ofHers = asked(hers, "оплатит сама");
        String ofCompanys = asked(companys, NAME + " спорит");
        String other = asked(companys, "Срок мал");
        // They spoke with her only then: the tasks are of the company.
        jdbc.sql("update deal set contact_id = ? where id = ?")
                .params(agafya.id(), UUID.fromString(companys))
                .update();
        assertThat(tasksOf(hers)).anyMatch(one -> one.contains(NAME));
        assertThat(tasksOf(companys)).anyMatch(one -> one.contains(NAME));

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);

        assertThat(tasksOf(hers)).isNotEmpty().noneMatch(one -> one.contains("Агафья") || one.contains("оплатит"));
        assertThat(tasksOf(companys))
                .noneMatch(one -> one.contains("Агафья"))
                .anyMatch(one -> one.contains("Срок мал"));
        assertThat(jdbc.sql("select concat(subject, ' ', text) from event where kind = 'task'")
                        .query(String.class)
                        .list())
                .as("what was done stands in timelines")
                .noneMatch(one -> one.contains("Агафья"))
                .anyMatch(one -> one.contains("Срок мал"));
        assertThat(notesOf(ofHers)).isEmpty();
        assertThat(notesOf(ofCompanys)).isEmpty();
        assertThat(notesOf(other)).containsExactly("Срок мал");
        jdbc.sql("truncate deal cascade").update();
    }

    /** Vera asks the administrator about a document, who refuses. */
    private String asked(String deal, String why) {
        String document = as("vera")
                .post("/api/documents", "{\"dealId\":\"" + deal + "\",\"kind\":\"offer\",\"number\":\"7\"}")
                .json()
                .path("id")
                .asString();
        String approvals = "/api/documents/" + document + "/approvals";
        Http.Answer asked = as("vera")
                .post(
                        approvals,
                        "{\"people\":[\""
                                + jdbc.sql("select id from staff_member where login = 'admin'")
                                        .query(UUID.class)
                                        .single()
                                + "\"]}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        Http.Answer refused =
                as("admin").post(approvals + "/decision", "{\"approved\":false,\"note\":\"" + why + "\"}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(200);
        return document;
    }

    private List<String> notesOf(String document) {
        return jdbc.sql(
                        "select s.note from approval_step s join approval a on a.id = s.approval_id where a.document_id = ? and s.note is not null")
                .param(UUID.fromString(document))
                .query(String.class)
                .list();
    }

    private List<String> tasksOf(String deal) {
        return jdbc.sql("select concat_ws(' ', title, text, result, (select string_agg(m.note, ' ') from task_move m"
                        + " where m.task_id = task.id), (select string_agg(concat(c.was, ' ', c.became), ' ') from field_change c"
                        + " where c.record = task.id)) from task where deal_id = ?")
                .param(UUID.fromString(deal))
                .query(String.class)
                .list();
    }

    private String deal(String title, String more) {
        return as("vera")
                .post("/api/deals", "{\"title\":\"" + title + "\",\"amount\":900," + more + "}")
                .json()
                .path("id")
                .asString();
    }

    @Test
    void destroyedNothingOfHersIsLeftAnywhereAndTheCallStaysWithoutHer() {
        assertThat(tablesWithHer())
                .as("she is everywhere")
                .hasSizeGreaterThan(8)
                .contains("call_leg: " + DIGITS);
        assertThat(held("filters")).isEqualTo(3);
        assertThat(destroyed("vera", NAME).status()).isEqualTo(403);
        assertThat(destroyed("admin", "Мария").status()).isEqualTo(400);
        assertThat(contacts.contact(agafya.id())).isPresent();

        Http.Answer act = destroyed("admin", NAME);

        assertThat(act.status()).as(act.body()).isEqualTo(200);
        // The file of callers is made anew beside it, and with it what was noted for it is forgotten.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tablesWithHer()).isEmpty());
        assertThat(store.open(digest)).as("the recording").isEmpty();
        assertThat(said(true)).contains("CallerIDNum: 80000000000").doesNotContain(DIGITS);
        JsonNode stays = as("vera").get("/api/calls/" + call.id()).json();
        assertThat(stays.path("talkSeconds").asInt()).isEqualTo(60);
        assertThat(stays.path("external").asString()).startsWith("+999");
        assertThat(stays.path("agent").asString()).isEqualTo("101");
        assertThat(as("vera").get("/api/search?q=" + DIGITS).body()).doesNotContain("Агафья");
        JsonNode counts = act.json().path("counts");
        assertThat(counts.path("calls").asInt()).isEqualTo(1);
        assertThat(counts.path("recordings").asInt()).isEqualTo(1);
        assertThat(counts.path("raw").asInt()).isEqualTo(2);
        assertThat(as("admin").get("/api/personal-data/acts").body())
                .contains("Обращение № 17")
                .doesNotContain("Агафья");
        assertThat(as("vera")
                        .get("/api/leads?view=all")
                        .json()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asString())
                .as("the lead is counted, and nobody's")
                .isEqualToIgnoringCase("junk");
    }

    @Test
    void herFilesAndWhatOfHersLiesInTheBinAreToldAndDestroyed() throws IOException {
        String sent = as("vera")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .send(
                        "POST",
                        "/api/files?party=" + agafya.id(),
                        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"договор.txt\"\r\n\r\n"
                                + "Агафья Необыкновенная\r\n--edge--\r\n")
                .json()
                .path("sha256")
                .asString();
        String lead = as("vera")
                .post("/api/leads", "{\"name\":\"" + NAME + "\",\"phone\":\"" + NUMBER + "\"}")
                .json()
                .path("id")
                .asString();
        as("vera").post("/api/bulk", "{\"subject\":\"lead\",\"action\":\"bin\",\"ids\":[\"" + lead + "\"]}");
        String task = as("vera")
                .get("/api/tasks?party=" + agafya.id())
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        as("vera")
                .post(
                        "/api/bulk",
                        "{\"subject\":\"task\",\"action\":\"bin\",\"reason\":\"" + NAME + " передумала\",\"ids\":[\""
                                + task + "\"]}");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        jdbc.sql("select count(*) from bulk_row where record = cast(? as uuid) and name is not null")
                                        .param(task)
                                        .query(Integer.class)
                                        .single()
                                == 1);
        assertThat(as("vera").delete("/api/leads/" + lead).status()).isEqualTo(204);
        assertThat(held("files")).isEqualTo(1);
        assertThat(held("bin")).isEqualTo(1);

        var names = new ArrayList<String>();
        Http.Answer file = as("admin").get("/api/contacts/" + agafya.id() + "/personal-data.zip");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).anyMatch(name -> name.startsWith("files/") && name.endsWith("-договор.txt"));

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tablesWithHer()).isEmpty());
        assertThat(store.open(sent)).as("the bytes of the file").isEmpty();
    }

    @Test
    void sheIsTakenOffCallListsAndNobodyCallsHerFromThemAgain() {
        jdbc.sql("truncate campaign cascade").update();
        String campaign = "/api/campaigns/"
                + as("vera")
                        .post("/api/campaigns", "{\"name\":\"Обзвон\",\"purpose\":\"service\"}")
                        .json()
                        .path("id")
                        .asString();
        String hers =
                "{\"name\":\"" + NAME + "\",\"note\":\"любит чай, " + EMAIL + "\",\"numbers\":[\"" + NUMBER + "\"]}";
        Http.Answer added = as("vera")
                .post(
                        campaign + "/people",
                        "{\"people\":[" + hers + ",{\"name\":\"Павел Серов\",\"numbers\":[\"+79165550199\"]}]}");
        assertThat(added.status()).as(added.body()).isLessThan(300);
        jdbc.sql(
                        "insert into call_attempt (id, campaign_id, entry_id, number_id, number, staff_id, telephone, mode, state, reason)"
                                + " select gen_random_uuid(), e.campaign_id, e.id, n.id, n.number, ?, '101', 'preview', 'ended', ?"
                                + " from campaign_entry e join entry_number n on n.entry_id = e.id where n.number = ?")
                .params(UUID.randomUUID(), "звонить " + EMAIL, NUMBER.e164())
                .update();
        jdbc.sql(
                        "with s as (insert into script (id, name, version) values (gen_random_uuid(), gen_random_uuid()::text, 1) returning id)"
                                + " insert into script_version (script_id, version, content) select id, 1, '{\"steps\":[]}' from s")
                .update();
        jdbc.sql("insert into script_run (attempt_id, script_id, version, path)"
                        + " select a.id, s.id, 1, '{a}' from call_attempt a, (select id from script limit 1) s")
                .update();
        jdbc.sql("insert into script_answer (attempt_id, question, answer) select attempt_id, 'q1', ? from script_run")
                .param("пишите на " + EMAIL)
                .update();
        jdbc.sql("insert into entry_skip (entry_id, campaign_id, staff_id, at, why)"
                        + " select id, campaign_id, ?, now(), ? from campaign_entry where name = ?")
                .params(UUID.randomUUID(), "просила " + EMAIL, NAME)
                .update();
        String csv = "ФИО;Телефон\n" + NAME + ";8 (916) 555-01-42\nПлохая;нет, " + EMAIL + "\n";
        assertThat(as("vera")
                        .header("Content-Type", "text/csv")
                        .post("/api/lists?campaign=" + campaign.substring(campaign.lastIndexOf('/') + 1), csv)
                        .status())
                .isLessThan(300);
        await().atMost(Duration.ofSeconds(30)).until(() -> held("list-files") == 1 && held("refused-rows") == 1);
        assertThat(held("entries")).isEqualTo(1);
        assertThat(held("attempts")).isEqualTo(1);
        assertThat(held("answers")).isEqualTo(1);

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tablesWithHer()).isEmpty());
        assertThat(jdbc.sql("select state from campaign_entry order by place")
                        .query(String.class)
                        .list())
                .as("she is called no more, and others are")
                .containsExactly("withdrawn", "new");
        assertThat(jdbc.sql("select number::text from call_attempt")
                        .query(String.class)
                        .single())
                .as("that somebody was called is counted")
                .startsWith("999");
    }

    @Test
    void rowsWithHerInFilesOfLeadsAreToldAndDestroyedAndOthersStay() {
        Http.Answer file = as("vera")
                .header("Content-Type", "text/csv; charset=UTF-8")
                .post(
                        "/api/imports?kind=lead",
                        "Имя;Телефон;Комментарий\n" + NAME + ";8" + DIGITS
                                + ";прайс\nПавел Серов;89165550199;от соседки: " + DIGITS + "\nОлег;89165550198;\n");
        assertThat(file.status()).as(file.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("vera")
                        .get(file.header("Location"))
                        .json()
                        .path("state")
                        .asString()
                        .equals("looked"));
        assertThat(held("file-imports")).isEqualTo(2);

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tablesWithHer()).isEmpty());
        assertThat(jdbc.sql("select cells[1] from file_import_row")
                        .query(String.class)
                        .list())
                .containsExactly("Олег");
        jdbc.sql("truncate file_import cascade").update();
    }

    @Test
    void anOldFileBringsHerNotBackAndByHandSheMayComeAgain() {
        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);
        Http.Answer imported = as("vera")
                .header("Content-Type", "text/csv")
                .post(
                        "/api/contacts/import?dryRun=false",
                        "Имя,Телефон\n" + NAME + ",8" + DIGITS + "\nПавел Серов,89165550199\n");
        assertThat(imported.body()).contains("destroyed");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> contacts.contacts("серов", null, null, 5).items().size() == 1);
        assertThat(contacts.contacts("необыкновенная", null, null, 5).items()).isEmpty();
        assertThat(as("anna")
                        .post(
                                "/api/contacts",
                                "{\"name\":\"" + NAME + "\",\"numbers\":[{\"number\":\"" + NUMBER + "\"}]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aNumberThatIsSomebodyElsesTooStaysAndTheyAreNamedBefore() {
        contacts.save(new Contact(
                null, "Фёдор Необычный", null, null, null, null, null, List.of(new ContactNumber(NUMBER, null, null))));
        JsonNode held = as("admin")
                .get("/api/contacts/" + agafya.id() + "/personal-data")
                .json();
        assertThat(held.path("shared").toString()).contains("Фёдор Необычный");
        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);
        assertThat(as("vera")
                        .get("/api/calls/" + call.id())
                        .json()
                        .path("external")
                        .asString())
                .isEqualTo(NUMBER.toString());
        assertThat(contacts.contacts("фёдор", null, null, 5).items()).hasSize(1);
    }

    @Test
    void whatSomebodyOfTheSameNameSentIsTheirs() {
        jdbc.sql("update form_message set lead_id = null, key = 'her first'").update();
        sent("phone=89035556677");
        awaitLeads(2);
        assertThat(held("forms")).isEqualTo(1);
        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);
        assertThat(jdbc.sql("select convert_from(body, 'UTF8') from form_message order by id")
                        .query(String.class)
                        .list())
                .satisfiesExactly(
                        hers -> assertThat(hers).isEmpty(),
                        theirs -> assertThat(theirs).contains("89035556677"));
    }

    @Test
    void theFormOfAClaimItsPlanAndAClaimInTheBinGoToo() {
        String words = "phone=%2B7%20%28916%29%20555-01-42&text=%D0%9E%D0%B1%D0%BC%D0%B0%D0%BD%D1%83%D0%BB%D0%B8";
        UUID claim = claimOfHers("{\"subject\":\"Обманули\",\"partyId\":\"" + agafya.id() + "\"}");
        jdbc.sql("insert into form_message (form, key, body, state) values ('agafyas', 'of a claim', ?, 'done')")
                .param(words.getBytes(StandardCharsets.UTF_8))
                .update();
        jdbc.sql(
                        "update claim set key = (select 'form ' || id from form_message where key = 'of a claim') where id = ?")
                .param(claim)
                .update();
        UUID byMail = claimOfHers("{\"subject\":\"Ещё\",\"email\":\"" + EMAIL + "\"}");
        UUID step = UUID.fromString(as("vera")
                .post("/api/tasks", "{\"title\":\"Извиниться перед ней\"}")
                .json()
                .path("id")
                .asString());
        jdbc.sql("insert into claim_item (task_id, claim_id, position) values (?, ?, 1)")
                .params(step, byMail)
                .update();
        UUID binned = claimOfHers("{\"subject\":\"Скандал\",\"partyId\":\"" + agafya.id() + "\"}");
        as("vera").delete("/api/claims/" + binned);
        assertThat(held("forms")).as("of her lead, and of her claim").isEqualTo(2);

        assertThat(destroyed("admin", NAME).status()).isEqualTo(200);

        assertThat(jdbc.sql("select convert_from(body, 'UTF8') from form_message")
                        .query(String.class)
                        .list())
                .containsOnly("");
        assertThat(jdbc.sql("select title from task where id = ?")
                        .param(step)
                        .query(String.class)
                        .single())
                .isEqualTo("–");
        assertThat(jdbc.sql("select count(*) from bin_item where record = ?")
                        .param(binned)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private UUID claimOfHers(String said) {
        return UUID.fromString(
                as("vera").post("/api/claims", said).json().path("id").asString());
    }

    @Test
    void whileACallWithHerGoesOnNothingIsDestroyed() {
        jdbc.sql("update call set ended_at = now(), state = 'ended' where id = ?")
                .param(call.id())
                .update();
        Http.Answer refused = destroyed("admin", NAME);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(contacts.contact(agafya.id())).isPresent();
        assertThat(store.open(digest)).isPresent();
    }

    @Test
    void onThePageTheAdministratorSeesFirstAndTypesTheNameToBeSure() {
        Browser admin = new Browser(this::http);
        admin.signIn("admin", passwordOf("admin"));
        String page = "/contacts/" + agafya.id() + "/personal-data";
        assertThat(admin.get("/contacts/" + agafya.id()).body()).contains(page);
        assertThat(admin.get(page).body()).contains(NAME, "Recordings");
        String token = "&_csrf=" + URLEncoder.encode(admin.csrf(), StandardCharsets.UTF_8);
        assertThat(admin.post(page + "/destroy", "reason=17&sure=Maria" + token).status())
                .isEqualTo(422);
        assertThat(admin.post(
                                page + "/destroy",
                                "reason=17&sure=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8) + token)
                        .status())
                .isEqualTo(302);
        assertThat(admin.get("/personal-data/acts").body()).contains("Recordings: 1");
        assertThat(admin.get("/calls").body()).contains("number destroyed");
        assertThat(admin.get(page).status()).isEqualTo(404);
    }
}
