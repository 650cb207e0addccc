package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.fold.Tape.noonPlus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Joined;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegSeen;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.Listening;
import org.ringbook.calls.CallFact.NailedUp;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.numbers.NumberPlan;

/** What the listeners hear while calls go on, and what is known of their legs. */
class CallsThatGoOnTest {

    private static final String MARIA = "89161112233";
    private static final String LINE = "74957770001";

    private final List<CallChange> heard = new ArrayList<>();
    private Calls calls = new Calls(new NumberPlan("RU"), List.of(heard::add));
    private Tape tape = new Tape();

    private void told() {
        calls.accept("office", tape.facts);
        tape = new Tape();
    }

    private CallChange last() {
        return heard.get(heard.size() - 1);
    }

    @Test
    void mariaCallsAndIsAnsweredAndHangsUp() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        told();
        assertThat(last().isNew()).isTrue();
        assertThat(calls.current()).containsExactly(last().now());
        assertThat(calls.find(last().now().id())).contains(last().now());

        tape.at(0.1).dials("maria", "anna", "101").rings("anna");
        tape.at(4).answers("anna").meet("anna", "maria");
        told();
        assertThat(last().before()).isEqualTo(heard.get(0).now());
        assertThat(last().justEnded()).isFalse();

        tape.at(9).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("anna", Outcome.ANSWERED);
        told();
        assertThat(last().justEnded()).isTrue();
        assertThat(last().merged()).isEmpty();
        assertThat(heard)
                .extracting(change -> change.now().id())
                .containsOnly(heard.get(0).now().id());
        assertThat(calls.current()).isEmpty();
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromHearing() {
        calls = new Calls(
                new NumberPlan("RU"),
                List.of(
                        change -> {
                            throw new IllegalStateException("made to fail by the test");
                        },
                        heard::add));
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        told();
        assertThat(heard).hasSize(1);
    }

    @Test
    void whatChangesNothingIsNotTold() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        told();
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        told();
        assertThat(heard).hasSize(1);
    }

    @Test
    void twoCallsThatTurnOutToBeOneKeepTheOlderId() {
        tape.at(0)
                .outsideCalls("maria", MARIA, LINE)
                .at(5)
                .phoneDials("boris", "102", "103")
                .dials("boris", "vera", "103");
        told();
        assertThat(calls.current()).extracting(Call::sourceId).containsExactly("maria", "boris");
        Call older = calls.current().get(0);
        Call younger = calls.current().get(1);
        tape.at(6).tell(new Linked("boris", tape.time(), "maria")).rings("vera");
        told();
        assertThat(last().now().id()).isEqualTo(older.id());
        assertThat(last().merged()).containsExactly(younger.id());
        assertThat(calls.current()).containsExactly(last().now());
        assertThat(calls.find(younger.id())).isEmpty();

        tape.at(7).answers("vera");
        told();
        assertThat(last().merged()).as("told once").isEmpty();
    }

    @Test
    void itIsTheSameWhenTheOlderOneIsJoinedToTheYounger() {
        tape.at(5)
                .outsideCalls("maria", MARIA, LINE)
                .at(0)
                .phoneDials("boris", "102", "103")
                .dials("boris", "vera", "103");
        told();
        Call older = calls.current().get(0);
        assertThat(older.sourceId()).isEqualTo("boris");
        tape.at(6).tell(new Linked("maria", tape.time(), "boris")).rings("vera");
        told();
        assertThat(last().now().id()).isEqualTo(older.id());
    }

    @Test
    void aSupervisorWhoOnlyListensWasNoCall() {
        tape.at(0).phoneDials("vera", "103", "*55").dials("vera", "boris", "102");
        told();
        tape.at(1).tell(new Listening("vera", tape.time())).tell(new Listening("boris", tape.time()));
        told();
        assertThat(last().withdrawn()).isTrue();
        assertThat(last().now().ended()).isTrue();
        assertThat(last().now().endedAt()).isEqualTo(noonPlus(1));
        assertThat(calls.current()).isEmpty();
    }

    @Test
    void aLineThatIsOpenAllDayPartsTheCallsThatItHeldTogether() {
        tape.at(0).phoneDials("shift", "103", "agents").outsideCalls("maria", MARIA, LINE);
        tape.tell(new Linked("maria", tape.time(), "shift"));
        tape.at(50).outsideCalls("again", MARIA, LINE).tell(new Linked("again", tape.time(), "shift"));
        told();
        assertThat(calls.current()).hasSize(1);
        Call told = calls.current().get(0);
        tape.at(60).tell(new NailedUp("shift", tape.time(), "103"));
        told();
        assertThat(calls.current()).hasSize(2).extracting(Call::sourceId).containsExactly("maria", "again");
        assertThat(calls.current().get(0).id())
                .as("who was told of stays that call")
                .isEqualTo(told.id());
    }

    @Test
    void twoMinutesAfterItsLastFactAnEndedCallIsForgotten() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).at(9).gone("maria", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(129));
        assertThat(calls.knows("office", "maria")).isTrue();
        calls.forget("office", noonPlus(129.001));
        assertThat(calls.knows("office", "maria")).isFalse();
    }

    @Test
    void aCallThatGoesOnIsNotForgottenHoweverLongNothingIsHeard() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        told();
        calls.forget("office", noonPlus(9000), Duration.ZERO);
        calls.forget("another", noonPlus(9000));
        assertThat(calls.knows("office", "maria")).isTrue();
    }

    /** Of a telephone that hears nobody but the PBX nothing is told until it hangs up; then it was a call. */
    @Test
    void annaListensToHerMailboxForAnHour() {
        tape.at(0).phoneDials("anna", "101", "*98");
        told();
        assertThat(calls.current()).isEmpty();
        calls.forget("office", noonPlus(1800));
        tape.at(3600).gone("anna", Outcome.ANSWERED);
        told();
        assertThat(heard).singleElement().satisfies(change -> {
            assertThat(change.now().agent()).isEqualTo("101");
            assertThat(change.now().startedAt()).isEqualTo(noonPlus(0));
        });
        calls.forget("office", noonPlus(9000));
        assertThat(calls.knows("office", "anna")).isFalse();
    }

    @Test
    void ofAForgottenCallTheBridgeJoinsNobodyAnyMore() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).enter("bridge", "maria");
        tape.at(9).gone("maria", Outcome.OTHER);
        told();
        calls.forget("office", noonPlus(200));
        tape.at(300).outsideCalls("pavel", "89035556677", LINE).enter("bridge", "pavel");
        told();
        assertThat(last().now().sourceId()).isEqualTo("pavel");
        assertThat(last().now().legs()).hasSize(1);
    }

    @Test
    void whatIsKnownOfLegsThatAreOpen() {
        tape.at(0)
                .outsideCalls("maria", MARIA, LINE)
                .dials("maria", "anna", "101")
                .at(1)
                .rings("anna");
        tape.tell(new LegBegan("local", tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired("local", tape.time(), "its other end")).tell(new Linked("local", tape.time(), "maria"));
        tape.dials("maria", "boris", "102").gone("boris", Outcome.BUSY);
        tape.at(4).answers("anna").enter("first", "maria");
        tape.enter("second", "maria", "anna");
        told();
        assertThat(calls.openLegs("office"))
                .containsOnlyKeys("maria", "anna", "local")
                .containsEntry("maria", new OpenLeg(noonPlus(0), noonPlus(4), false, false, "second", false))
                .containsEntry("anna", new OpenLeg(noonPlus(0), noonPlus(4), true, true, "second", false))
                .containsEntry("local", new OpenLeg(noonPlus(1), noonPlus(4), false, false, null, true));
        tape.at(5).leaves("anna", "second");
        told();
        assertThat(calls.openLegs("office").get("anna").bridge()).isNull();
        assertThat(calls.openLegs("another")).isEmpty();
        assertThat(calls.knows("another", "maria")).isFalse();
        assertThat(calls.knows("office", "nobody")).isFalse();
    }

    @Test
    void onlyLegsOfCallsOfWhichNothingIsHeardAreQuiet() {
        tape.at(0)
                .outsideCalls("maria", MARIA, LINE)
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(5).outsideCalls("pavel", "89035556677", LINE);
        told();
        assertThat(calls.quietLegs("office", noonPlus(0))).isEmpty();
        assertThat(calls.quietLegs("office", noonPlus(5))).containsOnlyKeys("maria", "anna");
        assertThat(calls.quietLegs("another", noonPlus(5))).isEmpty();
        tape.at(6).gone("anna", Outcome.NO_ANSWER);
        told();
        assertThat(calls.quietLegs("office", noonPlus(6)))
                .as("each leg of a call of which something was heard is not")
                .containsOnlyKeys("pavel");
        assertThat(calls.quietLegs("office", noonPlus(7)))
                .as("what has ended is not open")
                .containsOnlyKeys("maria", "pavel");
    }

    @Test
    void aLegOfWhichOnlyTheMiddleWasHeardIsOpenAndItsBeginningIsNotKnown() {
        tape.at(3).tell(new LegSeen("anna", tape.time(), false, false, "101")).rings("anna");
        told();
        assertThat(calls.openLegs("office")).containsOnlyKeys("anna");
        assertThat(calls.knows("office", "anna")).isFalse();
    }

    @Test
    void whoWaitsWithMusicInOneBridgeIsInNoCallWithTheOthers() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).outsideCalls("pavel", "89035556677", LINE);
        tape.tell(new Joined("maria", tape.time(), "queue", BridgeKind.HOLDING, null));
        tape.tell(new Joined("pavel", tape.time(), "queue", BridgeKind.HOLDING, null));
        told();
        assertThat(calls.current()).hasSize(2);
    }

    @Test
    void whoTakesThePlaceOfAnotherIsInTheirCall() {
        tape.at(0).outsideCalls("maria", MARIA, LINE).phoneDials("anna", "101", "102");
        tape.at(1).tell(new Joined("anna", tape.time(), "bridge", BridgeKind.TALK, "maria"));
        told();
        assertThat(calls.current()).hasSize(1);
    }

    /** Lines of one number, so that they could be one party. */
    @Test
    void moreThanSixtyLegsAreNotOneCall() {
        tape.at(0).outsideCalls("maria", MARIA, LINE);
        for (int other = 2; other <= 60; other++) {
            tape.at(other)
                    .outsideCalls("leg " + other, MARIA, LINE)
                    .tell(new Linked("leg " + other, tape.time(), "maria"));
        }
        told();
        assertThat(calls.current()).hasSize(1);
        tape.at(70).outsideCalls("one too many", MARIA, LINE);
        tape.tell(new Linked("one too many", tape.time(), "maria"));
        told();
        assertThat(calls.current()).hasSize(2);
    }
}
