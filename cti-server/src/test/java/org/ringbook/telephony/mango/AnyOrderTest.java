package org.ringbook.telephony.mango;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringbook.AnyJava;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.webhooks.RawHook;

/** Messages overtake each other, come twice, or not at all before the end: the call is the same. */
@AnyJava
class AnyOrderTest {

    private static final Instant NINE = Instant.parse("2026-03-19T09:00:00Z");
    private static final Instant LATER = NINE.plusSeconds(7200);

    private final MangoOffice office = MangoBench.staffed().collects(true);

    @AfterEach
    void close() {
        office.close();
    }

    private static Map<String, Consumer<Stories>> all() {
        var stories = new LinkedHashMap<String, Consumer<Stories>>();
        stories.put("answered", Stories::answered);
        stories.put("group call", Stories::groupCall);
        stories.put("missed", Stories::missed);
        stories.put("lost in the menu", Stories::lostInTheMenu);
        stories.put("busy", Stories::busy);
        stories.put("outgoing", Stories::outgoing);
        stories.put("outgoing busy", Stories::outgoingBusy);
        stories.put("internal", Stories::internal);
        stories.put("click", told -> told.clickToCall(Commands.callback(Stories.REQUEST)));
        stories.put("click of another program", told -> told.clickToCall("crm-cb-000042"));
        stories.put("click nobody picks up", told -> told.clickToCallThatNobodyPicksUp("crm-cb-1"));
        stories.put("consulted", Stories::consulted);
        stories.put("handed on", Stories::handedOn);
        stories.put("handed on by keys", Stories::handedOnByKeys);
        stories.put("outgoing handed on", Stories::outgoingHandedOn);
        stories.put("held", Stories::heldForAMinute);
        stories.put("forwarded", Stories::forwardedToAMobile);
        return stories;
    }

    @TestFactory
    List<DynamicTest> shuffledAndDoubled() {
        var tests = new ArrayList<DynamicTest>();
        all().forEach((name, story) -> {
            tests.add(DynamicTest.dynamicTest(name, () -> shuffled(told(story, true))));
            tests.add(DynamicTest.dynamicTest(name + ", told with less", () -> shuffled(told(story, false))));
        });
        return tests;
    }

    private void shuffled(List<MangoOffice.Told> told) {
        Call inOrder = call(told);
        assertThat(inOrder.ended()).isTrue();
        for (int seed = 0; seed < 200; seed++) {
            var shuffled = new ArrayList<>(told);
            shuffled.addAll(told.subList(0, told.size() / 2));
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(call(shuffled)).as("seed " + seed).isEqualTo(inOrder);
        }
    }

    @TestFactory
    List<DynamicTest> withoutTheSummary() {
        var tests = new ArrayList<DynamicTest>();
        all().forEach((name, story) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            List<MangoOffice.Told> told = told(story, true);
            Call whole = call(told);
            Call without = call(told.stream()
                    .filter(one -> !one.path().equals("events/summary"))
                    .toList());
            assertThat(without.ended()).isTrue();
            assertThat(without.result()).isEqualTo(whole.result());
            assertThat(without.direction()).isEqualTo(whole.direction());
            assertThat(without.talkSeconds()).isEqualByComparingTo(whole.talkSeconds());
            assertThat(without.sourceId()).isEqualTo(whole.sourceId());
        })));
        return tests;
    }

    /** Of calls whose events were lost, the summary alone tells who called whom, and how it came out. */
    @TestFactory
    List<DynamicTest> theSummaryAlone() {
        var tests = new ArrayList<DynamicTest>();
        all().forEach((name, story) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            List<MangoOffice.Told> told = told(story, true);
            Call whole = call(told);
            Call alone = call(told.stream()
                    .filter(one -> one.path().equals("events/summary"))
                    .toList());
            assertThat(alone.direction()).isEqualTo(whole.direction());
            assertThat(alone.external()).isEqualTo(whole.external());
            assertThat(alone.startedAt()).isEqualTo(whole.startedAt());
            assertThat(alone.endedAt()).isEqualTo(whole.endedAt());
            assertThat(alone.answeredAt()).isEqualTo(whole.answeredAt());
            assertThat(alone.healed()).isTrue();
            assertThat(alone.sourceId()).isEqualTo(whole.sourceId());
        })));
        return tests;
    }

    @Test
    void whenNothingIsHeardAfterTheRingingItIsOverAfterMinutes() {
        var translation = new MangoTranslation(List.of());
        var facts = new ArrayList<CallFact>();
        MangoOffice.Told rings = told(Stories::missed, false).get(0);
        byte[] form = office.form(rings.json()).getBytes(StandardCharsets.UTF_8);
        translation.translate(new RawHook(rings.path(), form).bytes(), NINE, facts::add);

        facts.addAll(translation.quiet(NINE.plusSeconds(590)));
        assertThat(Calls.derive("vats", Cast.PLAN, facts)).noneMatch(Call::ended);
        facts.addAll(translation.quiet(NINE.plusSeconds(610)));
        assertThat(Calls.derive("vats", Cast.PLAN, facts)).singleElement().matches(Call::ended);
    }

    private List<MangoOffice.Told> told(Consumer<Stories> story, boolean newer) {
        office.forgetTold();
        office.withNewerFields(newer).at(NINE);
        story.accept(new Stories(office));
        return office.told();
    }

    private Call call(List<MangoOffice.Told> told) {
        var translation = new MangoTranslation(List.of());
        var facts = new ArrayList<CallFact>();
        for (MangoOffice.Told one : told) {
            byte[] form = office.form(one.json()).getBytes(StandardCharsets.UTF_8);
            assertThat(translation.translate(new RawHook(one.path(), form).bytes(), LATER, facts::add))
                    .isTrue();
        }
        facts.addAll(translation.quiet(LATER.plusSeconds(120)));
        List<Call> calls = Calls.derive("vats", Cast.PLAN, facts);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }
}
