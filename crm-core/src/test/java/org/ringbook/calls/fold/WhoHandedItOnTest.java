package org.ringbook.calls.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact.ClickToCall;
import org.ringbook.calls.CallFact.LegBegan;
import org.ringbook.calls.CallFact.LegDialled;
import org.ringbook.calls.CallFact.Linked;
import org.ringbook.calls.CallFact.Outcome;
import org.ringbook.calls.CallFact.Paired;
import org.ringbook.calls.CallFact.Parked;
import org.ringbook.calls.CallFact.Served;
import org.ringbook.calls.CallFact.Side;
import org.ringbook.calls.CallFact.Transferred;

/** Maria speaks with Anna, who hands the call on. */
class WhoHandedItOnTest {

    private final Tape tape = new Tape();
    private String bridge;

    @BeforeEach
    void mariaSpeaksWithAnna() {
        tape.at(0)
                .outsideCalls("maria", "89161112233", "74957770001")
                .dials("maria", "anna", "101")
                .rings("anna");
        tape.at(4).answers("anna");
        bridge = tape.meet("anna", "maria");
    }

    private void transferred(Transfer... transfers) {
        assertThat(tape.call().transfers()).containsExactly(transfers);
    }

    private static Transfer from101(String to, TransferKind kind, double at) {
        return new Transfer("101", to, kind, Tape.noonPlus(at));
    }

    private void attended(String target, String to) {
        tape.tell(new Transferred("anna", tape.time(), TransferKind.ATTENDED, "maria", target, to));
    }

    private void blind(String to) {
        tape.tell(new Transferred("anna", tape.time(), TransferKind.BLIND, "maria", null, to));
    }

    @Test
    void toAnExtension() {
        tape.at(10);
        blind("102");
        transferred(from101("102", TransferKind.BLIND, 10));
        assertThat(tape.rules()).contains("transfer.blind").doesNotContain("transfer.attended");
    }

    @Test
    void toANumberOutside() {
        tape.at(10);
        blind("89035556677");
        transferred(from101("+79035556677", TransferKind.BLIND, 10));
    }

    @Test
    void toAWordOfTheDialplan() {
        tape.at(10);
        blind("reception");
        transferred(from101("reception", TransferKind.BLIND, 10));
    }

    @Test
    void toldTwiceWithinASecondItIsOne() {
        tape.at(10);
        blind("102");
        tape.at(10.9);
        blind("102");
        transferred(from101("102", TransferKind.BLIND, 10));
    }

    @Test
    void aSecondLaterItIsAnother() {
        tape.at(10);
        blind("102");
        tape.at(11);
        blind("102");
        transferred(from101("102", TransferKind.BLIND, 10), from101("102", TransferKind.BLIND, 11));
    }

    @Test
    void toldOutOfOrderTheyStandInOrder() {
        tape.at(20);
        blind("103");
        tape.at(10);
        blind("102");
        transferred(from101("102", TransferKind.BLIND, 10), from101("103", TransferKind.BLIND, 20));
    }

    @Test
    void parkedItIsHandedToNobody() {
        tape.at(10);
        blind("700");
        tape.at(10.9).tell(new Parked("maria", tape.time(), "701"));
        transferred();
    }

    @Test
    void parkedASecondLaterItWasHandedOnFirst() {
        tape.at(10);
        blind("102");
        tape.at(11).tell(new Parked("maria", tape.time(), "701"));
        transferred(from101("102", TransferKind.BLIND, 10));
    }

    @Test
    void toWhomAnnaAskedBefore() {
        annaAsks("boris", "102");
        tape.at(15);
        attended("boris", null);
        transferred(from101("102", TransferKind.ATTENDED, 15));
        assertThat(tape.rules()).contains("transfer.attended").doesNotContain("transfer.blind");
    }

    private void annaAsks(String leg, String extension) {
        tape.at(10).phoneDials("anna asks", "101", extension).tell(new Linked("anna asks", tape.time(), "anna"));
        tape.dials("anna asks", leg, extension).rings(leg);
    }

    @Test
    void whomSheWasCallingWhenTheTargetIsNotTold() {
        annaAsks("boris", "102");
        tape.at(15);
        attended(null, null);
        transferred(from101("102", TransferKind.ATTENDED, 15));
    }

    @Test
    void ofTwoWhomSheAskedTheOneWhoAnswered() {
        annaAsks("boris", "102");
        tape.at(11).answers("boris");
        tape.at(12).dials("anna asks", "vera", "103");
        tape.at(15);
        attended(null, null);
        transferred(from101("102", TransferKind.ATTENDED, 15));
    }

    @Test
    void ofTwoWhoDidNotAnswerTheLater() {
        annaAsks("boris", "102");
        tape.at(12).dials("anna asks", "vera", "103");
        tape.at(15);
        attended(null, null);
        transferred(from101("103", TransferKind.ATTENDED, 15));
    }

    @Test
    void whoIsGoneByThenIsNotMeant() {
        annaAsks("boris", "102");
        tape.at(12).gone("boris", Outcome.REJECTED).dials("anna asks", "vera", "103");
        tape.at(14).gone("vera", Outcome.REJECTED);
        tape.at(15);
        attended(null, "104");
        transferred(from101("104", TransferKind.ATTENDED, 15));
    }

    @Test
    void whoIsDialledLaterIsNotMeant() {
        annaAsks("boris", "102");
        tape.at(12);
        attended(null, null);
        tape.at(13).dials("anna asks", "vera", "103");
        transferred(from101("102", TransferKind.ATTENDED, 12));
    }

    @Test
    void overAPairOfLocalChannelsThePersonAtTheFarEndIsMeant() {
        tape.at(10).phoneDials("anna asks", "101", "102").tell(new Linked("anna asks", tape.time(), "anna"));
        local("local 1", "local 2");
        tape.tell(new LegDialled("local 1", tape.time(), "anna asks", null));
        tape.at(11).dials("local 2", "boris", "102").at(12).answers("boris");
        tape.at(15);
        attended("local 1", null);
        transferred(from101("102", TransferKind.ATTENDED, 15));
    }

    @Test
    void overAPairOfLocalChannelsWhoAnsweredIsMeantAndNotWhoRang() {
        tape.at(10).phoneDials("anna asks", "101", "600").tell(new Linked("anna asks", tape.time(), "anna"));
        local("local 1", "local 2");
        tape.tell(new LegDialled("local 1", tape.time(), "anna asks", null));
        tape.at(11)
                .dials("local 2", "boris", "102")
                .dials("local 2", "vera", "103")
                .at(12)
                .answers("boris");
        tape.at(30).dials("local 2", "gleb", "104").answers("gleb");
        tape.at(15);
        attended("local 1", null);
        transferred(from101("102", TransferKind.ATTENDED, 15));
    }

    private void local(String one, String two) {
        tape.tell(new LegBegan(one, tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new LegBegan(two, tape.time(), Side.LOCAL, false, null, null, null));
        tape.tell(new Paired(one, tape.time(), two)).tell(new Paired(two, tape.time(), one));
    }

    @Test
    void aCommandMovesMariaAndNoTransferIsTold() {
        tape.at(10).leaves("anna", bridge).leaves("maria", bridge).gone("anna", Outcome.ANSWERED);
        tape.at(11)
                .dials("maria", "boris", "102")
                .rings("boris")
                .at(13)
                .answers("boris")
                .meet("boris", "maria");
        transferred(from101("102", TransferKind.BLIND, 11));
    }

    @Test
    void afterAnnaHungUpTheDialplanCallsBorisAndNobodyHandedOn() {
        tape.at(10)
                .hangsUp("anna")
                .leaves("anna", bridge)
                .leaves("maria", bridge)
                .gone("anna", Outcome.ANSWERED);
        tape.at(11).dials("maria", "boris", "102").rings("boris");
        transferred();
    }

    @Test
    void mariaHungUpFirstSoAnnaDidNotEndIt() {
        tape.at(10).leaves("anna", bridge).leaves("maria", bridge);
        tape.at(11).dials("maria", "boris", "102").rings("boris");
        tape.at(20).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("boris", Outcome.CANCELLED);
        tape.at(21).hangsUp("anna").gone("anna", Outcome.ANSWERED);
        transferred(from101("102", TransferKind.BLIND, 11));
    }

    @Test
    void whoRangBesideAnnaWasNotHandedTheCall() {
        tape.at(0).dials("maria", "boris", "102").rings("boris").at(4).gone("boris", Outcome.ELSEWHERE);
        transferred();
    }

    @Test
    void amongOurselvesNothingIsMovedUnlessItIsTold() {
        var inside = new Tape();
        inside.at(0)
                .phoneDials("anna", "101", "102")
                .dials("anna", "boris", "102")
                .at(2)
                .answers("boris");
        inside.meet("anna", "boris");
        inside.at(9).dials("anna", "vera", "103").answers("vera");
        assertThat(inside.call().transfers()).isEmpty();
    }

    @Test
    void whomNobodyFetchesTheParkingSlotGivesBackAndThatIsNoTransfer() {
        tape.at(10).leaves("maria", bridge).leaves("anna", bridge).tell(new Parked("maria", tape.time(), "701"));
        tape.gone("anna", Outcome.ANSWERED);
        tape.at(40)
                .dials("maria", "anna again", "101")
                .rings("anna again")
                .at(42)
                .answers("anna again");
        tape.meet("maria", "anna again");
        transferred();
    }

    @Test
    void toHerselfIsToNobody() {
        tape.at(10);
        blind("101");
        transferred();
    }

    @Test
    void borisDoesNotComeAndMariaGoesBackToAnna() {
        annaAsks("boris", "102");
        tape.at(15);
        attended("boris", null);
        tape.leaves("maria", bridge).leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
        tape.at(20).attemptEnds("boris", Outcome.NO_ANSWER).gone("boris", Outcome.NO_ANSWER);
        tape.at(21).dials("maria", "anna again", "101").at(23).answers("anna again");
        tape.meet("maria", "anna again");
        allAreGone();
        transferred();
    }

    @Test
    void mariaIsSentToAnAnnouncementAndHearsIt() {
        sentTo("850");
        tape.gone("anna", Outcome.ANSWERED).at(15).gone("maria", Outcome.ANSWERED);
        transferred(from101("850", TransferKind.BLIND, 10));
        assertThat(tape.rules()).contains("transfer.blind");
    }

    @Test
    void mariaIsSentToWhereNobodyIsCalledAndNothingIsSaid() {
        sentTo("105");
        tape.gone("anna", Outcome.ANSWERED).at(10.4).gone("maria", Outcome.ANSWERED);
        transferred();
    }

    @Test
    void mariaIsSentToATelephoneThatIsNotThereAndHearsSo() {
        sentTo("105");
        tape.gone("anna", Outcome.ANSWERED).at(20).gone("maria", Outcome.UNREACHABLE);
        transferred();
    }

    /** Anna pressed the keys, and nothing became of it. */
    @Test
    void mariaAndAnnaGoOnSpeaking() {
        tape.at(10);
        blind("850");
        allAreGone();
        transferred();
    }

    private void sentTo(String extension) {
        tape.at(10);
        blind(extension);
        tape.leaves("maria", bridge).leaves("anna", bridge);
    }

    @Test
    void borisIsCalledAndMariaHangsUp() {
        tape.at(10);
        blind("102");
        tape.leaves("maria", bridge)
                .leaves("anna", bridge)
                .dials("maria", "boris", "102")
                .rings("boris");
        allAreGone();
        transferred(from101("102", TransferKind.BLIND, 10));
    }

    private void allAreGone() {
        tape.at(50);
        for (String leg : new String[] {"maria", "anna", "anna again", "anna asks", "boris"}) {
            tape.gone(leg, Outcome.ANSWERED);
        }
    }

    @Test
    void aCommandJoinsMariaAndWhomAnnaAsked() {
        annaAsks("boris", "102");
        tape.at(12).answers("boris");
        String asking = tape.meet("anna asks", "boris");
        tape.at(20).leaves("maria", bridge).leaves("boris", asking).meet("maria", "boris");
        tape.gone("anna", Outcome.ANSWERED).gone("anna asks", Outcome.ANSWERED);
        transferred(from101("102", TransferKind.ATTENDED, 20));
        assertThat(tape.rules()).contains("transfer.attended");
    }

    /** As the card does it: her telephone is called for the question, and a command joins the two. */
    @Test
    void annaAsksByAClickAndACommandJoinsTheTwo() {
        tape.at(10).tell(new LegBegan("ringbook-1", tape.time(), Side.CALLED, false, "101", null, null));
        tape.tell(new ClickToCall("ringbook-1", tape.time(), "102"))
                .tell(new LegDialled("ringbook-1", tape.time(), null, "101"))
                .rings("ringbook-1");
        tape.at(11).answers("ringbook-1").dials("ringbook-1", "boris", "102").rings("boris");
        tape.at(13).answers("boris");
        String asking = tape.meet("ringbook-1", "boris");
        tape.at(20).leaves("maria", bridge).leaves("boris", asking).meet("maria", "boris");
        tape.gone("anna", Outcome.ANSWERED).gone("ringbook-1", Outcome.ANSWERED);
        tape.at(30).hangsUp("maria").gone("maria", Outcome.ANSWERED).gone("boris", Outcome.ANSWERED);
        transferred(from101("102", TransferKind.ATTENDED, 20));
        assertThat(tape.call().answeredBy()).containsExactly("101", "102");
        assertThat(tape.call().legs())
                .extracting(org.ringbook.calls.Call.Leg::party)
                .containsExactlyInAnyOrder("+79161112233", "101", "102");
    }

    private void handedOnAndLeft(String to) {
        tape.at(10);
        blind(to);
        tape.leaves("maria", bridge).leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
    }

    @Test
    void intoAQueueInWhichNobodyIsFree() {
        handedOnAndLeft("500");
        tape.at(11).queue("maria", "sales");
        allAreGone();
        transferred(from101("500", TransferKind.BLIND, 10));
    }

    @Test
    void whatSheWaitedInBeforeAnnaIsNoArrival() {
        tape.at(1).queue("maria", "sales").at(4).leavesQueue("maria", "sales", false);
        handedOnAndLeft("199");
        tape.at(10.5).gone("maria", Outcome.OTHER);
        transferred();
    }

    @Test
    void toAMailbox() {
        handedOnAndLeft("*98");
        tape.at(11).tell(new Served("maria", tape.time(), LegKind.VOICEMAIL, "102"));
        allAreGone();
        transferred(from101("*98", TransferKind.BLIND, 10));
    }

    @Test
    void borisWhoRangBesideAnnaAndIsGoneIsNotWhomSheHandedMariaTo() {
        tape.at(0).dials("maria", "boris", "102").rings("boris").at(4).gone("boris", Outcome.ELSEWHERE);
        handedOnAndLeft("199");
        tape.at(10.5).gone("maria", Outcome.OTHER);
        transferred();
    }

    @Test
    void whoWasBeingAskedAlreadyIsWhomSheWasHandedTo() {
        annaAsks("boris", "102");
        tape.at(15);
        attended("boris", null);
        tape.leaves("maria", bridge).leaves("anna", bridge).gone("anna", Outcome.ANSWERED);
        allAreGone();
        transferred(from101("102", TransferKind.ATTENDED, 15));
    }
}
