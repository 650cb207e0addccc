package org.ringbook.telephony.mango;

import static org.ringbook.telephony.mango.MangoBench.LINE;
import static org.ringbook.telephony.mango.MangoBench.MARIA;
import static org.ringbook.telephony.mango.MangoBench.PAVEL;

import java.util.UUID;
import org.ringbook.demo.mango.MangoCall;
import org.ringbook.demo.mango.MangoLeg;
import org.ringbook.demo.mango.MangoOffice;

/** Calls as the virtual PBX plays them; the clock of the office is stopped and passes with each step. */
final class Stories {

    static final UUID REQUEST = UUID.fromString("0e5ad3a1-7d0f-4b5e-8b8e-0f1d2c3b4a59");

    private final MangoOffice office;

    Stories(MangoOffice office) {
        this.office = office;
    }

    /** Maria waits 19 s, of which 12 in the menu, and speaks with Anna for 80 s; Boris' telephone rang, too. */
    MangoCall groupCall() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg menu = call.menu();
        office.pass(12);
        MangoLeg queue = call.queue(menu, "300");
        MangoLeg anna = call.rings("101", queue);
        MangoLeg boris = call.rings("102", queue);
        office.pass(7);
        call.answers(anna);
        call.end(boris, MangoCall.TAKEN_BY_ANOTHER);
        call.end(queue, MangoCall.NORMAL);
        office.pass(80);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall answered() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(6);
        call.answers(anna);
        office.pass(60);
        call.end(anna, MangoCall.CALLEE_HUNG_UP);
        call.over(MangoCall.CALLEE_HUNG_UP);
        return call;
    }

    /** Anna does not answer, then Boris' telephone rings, then Maria gives up. */
    MangoCall missed() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg menu = call.menu();
        office.pass(8);
        call.end(menu, MangoCall.NORMAL);
        MangoLeg anna = call.rings("101", menu);
        office.pass(20);
        call.end(anna, MangoCall.NO_ANSWER);
        MangoLeg boris = call.rings("102", menu);
        office.pass(13);
        call.end(boris, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall lostInTheMenu() {
        MangoCall call = office.incoming(PAVEL, LINE);
        MangoLeg menu = call.menu();
        office.pass(9);
        call.end(menu, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall busy() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(1);
        call.end(anna, MangoCall.BUSY);
        call.over(MangoCall.BUSY);
        return call;
    }

    MangoCall outgoing() {
        MangoCall call = office.outgoing(PAVEL, LINE);
        MangoLeg pavel = call.dials("101", PAVEL);
        office.pass(9);
        call.answers(pavel);
        office.pass(60);
        call.end(pavel, MangoCall.CALLEE_HUNG_UP);
        call.over(MangoCall.CALLEE_HUNG_UP);
        return call;
    }

    MangoCall outgoingBusy() {
        MangoCall call = office.outgoing(PAVEL, LINE);
        MangoLeg pavel = call.dials("101", PAVEL);
        office.pass(3);
        call.end(pavel, MangoCall.BUSY);
        call.over(MangoCall.BUSY);
        return call;
    }

    MangoCall internal() {
        MangoCall call = office.internal("102");
        MangoLeg boris = call.dials("101", "102");
        office.pass(5);
        call.answers(boris);
        office.pass(30);
        call.end(boris, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall clickToCall(String command) {
        MangoCall call = office.outgoing(PAVEL, LINE);
        MangoLeg anna = call.calledBack("101", command);
        office.pass(4);
        MangoLeg pavel = call.callsClient(anna);
        office.pass(10);
        call.answers(pavel);
        office.pass(60);
        call.end(pavel, MangoCall.CALLEE_HUNG_UP);
        call.over(MangoCall.CALLEE_HUNG_UP);
        return call;
    }

    MangoCall clickToCallThatNobodyPicksUp(String command) {
        MangoCall call = office.outgoing(PAVEL, LINE);
        MangoLeg anna = call.calledBack("101", command);
        office.pass(25);
        call.end(anna, MangoCall.NO_ANSWER);
        call.over(MangoCall.NO_ANSWER);
        return call;
    }

    /** Anna asks Vera for 14 s while Maria is held, and hands her on. */
    MangoCall consulted() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(6);
        call.answers(anna);
        office.pass(24);
        MangoLeg vera = call.consults(anna, "103");
        office.pass(6);
        call.answers(vera);
        office.pass(14);
        call.joins(anna, vera);
        office.pass(60);
        call.end(vera, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall handedOn() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(6);
        call.answers(anna);
        office.pass(34);
        MangoLeg vera = call.handsOn(anna, "103", "crm-tr-000017");
        office.pass(6);
        call.answers(vera);
        office.pass(44);
        call.end(vera, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall handedOnByKeys() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(4);
        call.answers(anna);
        office.pass(6);
        MangoLeg vera = call.handsOnByKeys(anna, "103", () -> office.pass(10));
        office.pass(10);
        call.answers(vera);
        office.pass(20);
        call.end(vera, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    /** Anna called Pavel, and hands him on to Boris. */
    MangoCall outgoingHandedOn() {
        MangoCall call = office.outgoing(PAVEL, LINE);
        MangoLeg pavel = call.dials("101", PAVEL);
        office.pass(9);
        call.answers(pavel);
        office.pass(30);
        MangoLeg boris = call.handsOn(pavel, "102", "crm-tr-000018");
        office.pass(5);
        call.answers(boris);
        office.pass(20);
        call.end(boris, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    MangoCall heldForAMinute() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg anna = call.rings("101", null);
        office.pass(5);
        call.answers(anna);
        office.pass(10);
        call.holds(anna);
        office.pass(60);
        call.resumes(anna);
        office.pass(15);
        call.end(anna, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }

    /** Sent to a mobile that is nobody's telephone here. */
    MangoCall forwardedToAMobile() {
        MangoCall call = office.incoming(MARIA, LINE);
        MangoLeg menu = call.menu();
        office.pass(5);
        call.end(menu, MangoCall.NORMAL);
        MangoLeg mobile = call.forwarded("79990001122", menu);
        office.pass(7);
        call.answers(mobile);
        office.pass(40);
        call.end(mobile, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
        return call;
    }
}
