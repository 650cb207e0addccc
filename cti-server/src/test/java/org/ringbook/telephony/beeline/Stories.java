package org.ringbook.telephony.beeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ringbook.demo.beeline.BeelineCall;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.demo.beeline.BeelineLeg;

/** Calls as the cloud PBX plays them; its clock is stopped and passes with each step. */
final class Stories {

    static final String MARIA = "79161112233";
    static final String PAVEL = "79035556677";
    static final String LINE = "74957770001";

    private final BeelineCloud cloud;

    Stories(BeelineCloud cloud) {
        this.cloud = cloud;
    }

    /** A PBX at which our people work: Anna and Boris have SIMs, Vera and Gleb telephones without a number of their own. */
    static BeelineCloud staffed() {
        return BeelineCloud.open()
                .employs("101", "9610000101@ip.beeline.ru", "9610000101", "Анна Петрова")
                .employs("102", "9610000102@msk.cn.ims.mnc099.mcc250.3gppnetwork.org", "9610000102", "Борис Смирнов")
                .employs("103", "SIP0001AB0003@ip.beeline.ru", null, "Вера Орлова")
                .employs("104", "SIP0001AB0004@mpbx.sip.beeline.ru", null, "Глеб Сидоров");
    }

    static Map<String, Consumer<Stories>> all() {
        var stories = new LinkedHashMap<String, Consumer<Stories>>();
        stories.put("answered", Stories::answered);
        stories.put("missed by a group", Stories::missed);
        stories.put("group call", Stories::groupCall);
        stories.put("busy", Stories::busy);
        stories.put("outgoing", Stories::outgoing);
        stories.put("outgoing busy", Stories::outgoingBusy);
        stories.put("outgoing unanswered", Stories::outgoingUnanswered);
        stories.put("click", Stories::click);
        stories.put("click nobody picks up", Stories::clickNobodyPicksUp);
        stories.put("internal", Stories::internal);
        stories.put("held", Stories::held);
        stories.put("handed on", Stories::handedOn);
        stories.put("consulted", Stories::consulted);
        stories.put("outgoing handed on", Stories::outgoingHandedOn);
        stories.put("picked up elsewhere", Stories::pickedUpElsewhere);
        stories.put("on the mobile", Stories::onTheMobile);
        stories.put("hidden number", Stories::hidden);
        return stories;
    }

    void answered() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(7);
        call.answers(anna);
        cloud.pass(64);
        call.ends(anna, BeelineCall.REMOTE);
    }

    /** Gleb's telephone is off; Anna and then Boris do not answer; the group's own leg was answered by a machine. */
    void missed() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg queue = call.queue();
        cloud.pass(0.4);
        call.unreachable("104");
        BeelineLeg anna = call.rings("101");
        cloud.pass(18);
        call.ends(anna, BeelineCall.REMOTE);
        BeelineLeg boris = call.rings("102");
        cloud.pass(12);
        call.ends(boris, BeelineCall.REMOTE);
        call.ends(queue, BeelineCall.REMOTE);
    }

    void groupCall() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg queue = call.queue();
        BeelineLeg anna = call.rings("101");
        BeelineLeg boris = call.rings("102");
        cloud.pass(9);
        call.answers(boris);
        call.ends(anna, BeelineCall.REMOTE);
        cloud.pass(80);
        call.ends(boris, BeelineCall.LOCAL);
        call.ends(queue, BeelineCall.REMOTE);
    }

    void busy() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(1);
        call.ends(anna, BeelineCall.LOCAL, BeelineCall.BUSY);
    }

    void outgoing() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.dials("101", PAVEL);
        cloud.pass(9);
        call.answers(anna);
        cloud.pass(60);
        call.ends(anna, BeelineCall.LOCAL);
    }

    void outgoingBusy() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.dials("101", PAVEL);
        cloud.pass(3);
        call.ends(anna, BeelineCall.REMOTE, BeelineCall.BUSY);
    }

    void outgoingUnanswered() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.dials("101", PAVEL);
        cloud.pass(21);
        call.ends(anna, BeelineCall.LOCAL);
    }

    void click() {
        click(cloud.outgoing(), "101", PAVEL);
    }

    void click(BeelineCall call, String extension, String number) {
        BeelineLeg anna = call.clicked(extension, number);
        cloud.pass(4);
        call.picksUp(anna);
        cloud.pass(15);
        call.answers(anna);
        cloud.pass(163);
        call.ends(anna, BeelineCall.LOCAL);
    }

    void clickNobodyPicksUp() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.clicked("101", PAVEL);
        cloud.pass(30);
        call.ends(anna, BeelineCall.REMOTE, BeelineCall.NOT_PICKED_UP);
    }

    void internal() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.dials("101", "102");
        BeelineLeg boris = call.ringsFor(anna, "102");
        cloud.pass(5);
        call.answers(boris, anna);
        cloud.pass(30);
        call.ends(anna, BeelineCall.LOCAL);
        call.ends(boris, BeelineCall.REMOTE);
    }

    void held() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(5);
        call.answers(anna);
        cloud.pass(10);
        call.holds(anna);
        cloud.pass(60);
        call.resumes(anna);
        cloud.pass(15);
        call.ends(anna, BeelineCall.REMOTE);
    }

    void handedOn() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(6);
        call.answers(anna);
        cloud.pass(34);
        BeelineLeg vera = call.handsOn(anna, "103");
        cloud.pass(6);
        call.answers(vera);
        cloud.pass(44);
        call.ends(vera, BeelineCall.REMOTE);
    }

    /** Anna asks Vera for 14 s while Maria is held, and hands her on. */
    void consulted() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(6);
        call.answers(anna);
        cloud.pass(24);
        call.holds(anna);
        BeelineCall question = cloud.outgoing();
        cloud.pass(0.5);
        BeelineLeg asks = question.dials("101", "103");
        BeelineLeg vera = question.ringsFor(asks, "103");
        cloud.pass(7.5);
        question.answers(vera, asks);
        cloud.pass(14);
        call.joins(anna, asks, vera);
        cloud.pass(60);
        call.ends(vera, BeelineCall.REMOTE);
    }

    void outgoingHandedOn() {
        BeelineCall call = cloud.outgoing();
        BeelineLeg anna = call.dials("101", PAVEL);
        cloud.pass(9);
        call.answers(anna);
        cloud.pass(30);
        BeelineLeg boris = call.handsOn(anna, "102");
        cloud.pass(5);
        call.answers(boris);
        cloud.pass(20);
        call.ends(boris, BeelineCall.REMOTE);
    }

    void pickedUpElsewhere() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(8);
        BeelineLeg boris = call.picksUpElsewhere(anna, "102");
        cloud.pass(40);
        call.ends(boris, BeelineCall.REMOTE);
    }

    /** Boris' telephone is forwarded to his mobile, where he answers. */
    void onTheMobile() {
        BeelineCall call = cloud.incoming(MARIA, LINE);
        BeelineLeg boris = call.rings("102");
        cloud.pass(10);
        BeelineLeg mobile = call.follows(boris, "79990001122");
        call.ends(boris, BeelineCall.REMOTE);
        cloud.pass(5);
        call.answers(mobile);
        cloud.pass(50);
        call.ends(mobile, BeelineCall.REMOTE);
    }

    void hidden() {
        BeelineCall call = cloud.incoming(null, LINE);
        BeelineLeg anna = call.rings("101");
        cloud.pass(7);
        call.answers(anna);
        cloud.pass(20);
        call.ends(anna, BeelineCall.LOCAL);
    }
}
