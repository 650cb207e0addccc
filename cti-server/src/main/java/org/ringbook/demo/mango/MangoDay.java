package org.ringbook.demo.mango;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Calls of a small company at the emulated virtual PBX, one after another, in real time. */
public final class MangoDay implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of(
            "79161112233", "79035556677", "74951234567", "79217778899", "79126667788", "79990001122", "79263334455");
    private static final List<String> LINES = List.of("74957770001", "74957770002", "74957770003");
    private static final List<String> EMPLOYEES = List.of("101", "102", "104");

    private final MangoOffice office;
    private final Random chance;
    private final Thread thread;

    /** Begins at once; what is ordered by a click is played beside. */
    public MangoDay(MangoOffice office, long seed) {
        this.office = office;
        this.chance = new Random(seed);
        this.thread = new Thread(this::live, "demo-mango-day");
        thread.setDaemon(true);
        thread.start();
        office.onCallback(this::callback);
    }

    private void live() {
        try {
            while (true) {
                pass(8, 20);
                int kind = chance.nextInt(10);
                if (kind < 5) {
                    answered(kind == 0);
                } else if (kind < 7) {
                    missed();
                } else {
                    outgoing();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered(boolean handedOn) throws InterruptedException {
        MangoCall call = office.incoming(any(CUSTOMERS), any(LINES));
        if (chance.nextInt(3) == 0) {
            call.tracked(1);
        }
        MangoLeg menu = call.menu();
        pass(2, 4);
        MangoLeg queue = call.queue(menu, "300");
        String first = any(EMPLOYEES);
        MangoLeg rings = call.rings(first, queue);
        pass(2, 6);
        call.answers(rings);
        call.end(queue, MangoCall.NORMAL);
        String recording = call.recorded(rings);
        pass(6, 30);
        MangoLeg last = rings;
        if (handedOn) {
            last = call.handsOn(rings, "103", null);
            pass(2, 4);
            call.answers(last);
            pass(5, 15);
        }
        int reason = chance.nextBoolean() ? MangoCall.CALLER_HUNG_UP : MangoCall.CALLEE_HUNG_UP;
        call.end(last, reason);
        call.over(reason);
        pass(2, 3);
        call.stored(recording);
    }

    private void missed() throws InterruptedException {
        MangoCall call = office.incoming(any(CUSTOMERS), any(LINES));
        MangoLeg menu = call.menu();
        pass(1, 3);
        call.end(menu, MangoCall.NORMAL);
        MangoLeg rings = call.rings(any(EMPLOYEES), menu);
        pass(6, 15);
        call.end(rings, MangoCall.CALLER_HUNG_UP);
        call.over(MangoCall.CALLER_HUNG_UP);
    }

    private void outgoing() throws InterruptedException {
        String customer = any(CUSTOMERS);
        MangoCall call = office.outgoing(customer, any(LINES));
        MangoLeg leg = call.dials(any(EMPLOYEES), customer);
        pass(3, 9);
        talk(call, leg);
    }

    private void talk(MangoCall call, MangoLeg leg) throws InterruptedException {
        if (chance.nextInt(4) == 0) {
            call.end(leg, MangoCall.BUSY);
            call.over(MangoCall.BUSY);
            return;
        }
        call.answers(leg);
        pass(6, 30);
        call.end(leg, MangoCall.CALLEE_HUNG_UP);
        call.over(MangoCall.CALLEE_HUNG_UP);
    }

    private void callback(MangoOffice.Callback ordered) {
        try {
            MangoCall call = office.outgoing(ordered.number(), LINES.get(0));
            MangoLeg first = call.calledBack(ordered.extension(), ordered.commandId());
            TimeUnit.SECONDS.sleep(3);
            MangoLeg leg = call.callsClient(first);
            TimeUnit.SECONDS.sleep(4);
            call.answers(leg);
            TimeUnit.SECONDS.sleep(20);
            call.end(leg, MangoCall.CALLEE_HUNG_UP);
            call.over(MangoCall.CALLEE_HUNG_UP);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String any(List<String> of) {
        return of.get(chance.nextInt(of.size()));
    }

    private void pass(int least, int most) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(least * 1000, most * 1000));
    }

    @Override
    public void close() {
        thread.interrupt();
        office.close();
    }
}
