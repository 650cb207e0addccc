package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.AnyJava;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.lab.TruthCall;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.Cases.Case;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordedEvent;
import org.ringbook.telephony.asterisk.records.RecordsSettings;

/** Captured calls of which a part was not heard, and what Asterisk wrote into its own files meanwhile. */
@AnyJava
class FilledGapsTest {

    private static final NumberPlan PLAN = new NumberPlan("RU");

    private final AmiTranslation translation = new AmiTranslation(new Endpoints(List.of("PJSIP/carrier"), Map.of()));

    private static final List<String> PLAIN = List.of(
            "in_direct_answered_caller_hangs_up",
            "in_direct_answered_agent_hangs_up",
            "in_direct_abandoned",
            "in_direct_busy",
            "in_direct_rings_out",
            "in_hunt_second_answers",
            "in_ring_group_one_answers",
            "in_queue_one_after_another",
            "in_queue_ringall_second_answers",
            "in_withheld_number",
            "internal_answered",
            "internal_no_answer",
            "out_answered",
            "out_answered_customer_hangs_up",
            "out_no_answer",
            "out_cancelled");

    static List<Case> cases() {
        return Cases.all().stream()
                .filter(one -> Files.exists(one.folder().resolve("cel.csv")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingWasHeardAndCelTellsIt(Case call) throws Exception {
        List<CallFact> facts =
                filled(records(call, "cel"), Instant.parse("2020-01-01T00:00:00Z"), end(call), Set.of(), "cel");
        List<Call> calls = Calls.derive("lab", PLAN, facts);
        call.holdAsRecorded(calls);
        assertThat(calls).allSatisfy(one -> {
            boolean answered = one.answeredAt() != null;
            assertThat(one.holdSeconds() == null).as("hold is unknown").isEqualTo(answered);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPartWasNotHeardAndCelTellsIt(Case call) throws Exception {
        List<byte[]> messages = call.messages();
        int step = Math.max(1, messages.size() / 7);
        for (int from = step; from < messages.size(); from += step) {
            for (int to = from + step; to <= messages.size(); to += 2 * step) {
                sameCalls(call, withGap(call, messages, from, to), "messages " + from + " to " + to + " unheard");
            }
        }
    }

    /** CDR has whole seconds, and no hold and no hang-up's side: who called whom and how it came out it does have. */
    @ParameterizedTest
    @MethodSource("plainCases")
    void nothingWasHeardAndCdrTellsIt(Case call) throws Exception {
        List<CallFact> facts =
                filled(records(call, "cdr"), Instant.parse("2020-01-01T00:00:00Z"), end(call), Set.of(), "cdr");
        sameCalls(call, facts, "cdr alone");
    }

    static List<Case> plainCases() {
        return cases().stream()
                .filter(one -> PLAIN.stream().anyMatch(name -> one.name().endsWith(" " + name)))
                .toList();
    }

    private List<CallFact> withGap(Case call, List<byte[]> messages, int from, int to) throws Exception {
        var facts = new ArrayList<CallFact>();
        Set<String> known = new HashSet<>();
        Instant heard = null;
        for (int i = 0; i < from; i++) {
            var message = new AmiMessage(messages.get(i));
            Instant stamp = AmiEvents.time(message, null);
            heard = stamp == null ? heard : stamp;
            facts.addAll(translation.translate(message, Instant.EPOCH));
        }
        for (CallFact fact : facts) {
            if (fact instanceof CallFact.LegBegan) {
                known.add(fact.leg());
            }
        }
        Instant again = end(call);
        for (int i = messages.size() - 1; i >= to; i--) {
            var message = new AmiMessage(messages.get(i));
            Instant stamp = AmiEvents.time(message, null);
            again = stamp == null ? again : stamp;
            facts.addAll(translation.translate(message, Instant.EPOCH));
        }
        Instant since = heard == null ? Instant.parse("2020-01-01T00:00:00Z") : heard;
        facts.addAll(filled(records(call, "cel"), since, again, known, "cel"));
        return facts;
    }

    private List<CallFact> filled(CallRecords records, Instant from, Instant to, Set<String> known, String kind)
            throws Exception {
        var facts = new ArrayList<CallFact>();
        for (RecordedEvent told : records.between(from, to, to.plusSeconds(30), known::contains, (name, then) -> null)
                .reported()) {
            facts.addAll(translation.translate(new AmiMessage(told.message(kind)), Instant.EPOCH));
        }
        return facts;
    }

    private static Instant end(Case call) {
        List<byte[]> messages = call.messages();
        for (int i = messages.size() - 1; ; i--) {
            Instant stamp = AmiEvents.time(new AmiMessage(messages.get(i)), null);
            if (stamp != null) {
                return stamp.plusSeconds(1);
            }
        }
    }

    private static CallRecords records(Case call, String kind) {
        Path file = call.folder().resolve(kind + ".csv");
        return CallRecords.of(new RecordsSettings(
                kind.equals("cel") ? file.toString() : "",
                kind.equals("cdr") ? file.toString() : "",
                "",
                "cel",
                "cdr",
                "",
                "",
                "",
                "UTC"));
    }

    /** One record a call, ended, with who called whom, how it came out, and who spoke. */
    private static void sameCalls(Case call, List<CallFact> facts, String what) {
        List<Call> calls = Calls.derive("lab", PLAN, facts);
        List<TruthCall> truth = call.truth();
        assertThat(calls).as(what + ": calls").hasSize(truth.size());
        for (int i = 0; i < truth.size(); i++) {
            Call is = calls.get(i);
            TruthCall should = truth.get(i);
            String which = what + ", call " + i + ": ";
            assertThat(is.ended()).as(which + "ended").isTrue();
            assertThat(is.direction()).as(which + "direction").isEqualTo(should.direction());
            assertThat(is.result()).as(which + "result").isEqualTo(should.result());
            if (should.external() != null) {
                assertThat(is.external()).as(which + "external").hasToString(should.external());
            }
            if (should.answeredBy() != null) {
                assertThat(is.answeredBy()).as(which + "answered by").isEqualTo(should.answeredBy());
            }
        }
    }
}
