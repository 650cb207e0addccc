package org.ringbook.demo.beeline;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Calls of a small company at the emulated cloud PBX, one after another, in real time; some of them made with SIM cards. */
public final class BeelineDay implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of(
            "79161112233", "79035556677", "74951234567", "79217778899", "79126667788", "79990001122", "79263334455");
    private static final List<String> LINES = List.of("74957770004", "74957770005");
    private static final List<String> EMPLOYEES = List.of("101", "102", "104");

    private final BeelineCloud cloud;
    private final Random chance;
    private final Thread thread;

    /** Begins at once; what is ordered by a click is played beside. */
    public BeelineDay(BeelineCloud cloud, long seed) {
        this.cloud = cloud;
        this.chance = new Random(seed);
        this.thread = new Thread(this::live, "demo-beeline-day");
        thread.setDaemon(true);
        thread.start();
        cloud.onClick(this::click);
    }

    private void live() {
        try {
            while (true) {
                pass(8, 20);
                switch (chance.nextInt(10)) {
                    case 0 -> handedOn();
                    case 1, 2, 3, 4 -> answered();
                    case 5, 6 -> missed();
                    case 7 -> onASim();
                    default -> outgoing();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void answered() throws InterruptedException {
        BeelineCall call = cloud.incoming(any(CUSTOMERS), any(LINES));
        BeelineLeg rings = call.rings(any(EMPLOYEES));
        pass(2, 6);
        call.answers(rings);
        pass(6, 30);
        call.ends(rings, who());
    }

    private void handedOn() throws InterruptedException {
        BeelineCall call = cloud.incoming(any(CUSTOMERS), any(LINES));
        BeelineLeg first = call.rings(any(EMPLOYEES));
        pass(2, 6);
        call.answers(first);
        pass(6, 15);
        BeelineLeg last = call.handsOn(first, "103");
        pass(2, 4);
        call.answers(last);
        pass(5, 15);
        call.ends(last, who());
    }

    private void missed() throws InterruptedException {
        BeelineCall call = cloud.incoming(any(CUSTOMERS), any(LINES));
        BeelineLeg queue = call.queue();
        BeelineLeg first = call.rings("101");
        pass(6, 12);
        call.ends(first, BeelineCall.REMOTE);
        BeelineLeg second = call.rings("102");
        pass(5, 10);
        call.ends(second, BeelineCall.REMOTE);
        call.ends(queue, BeelineCall.REMOTE);
    }

    private void outgoing() throws InterruptedException {
        BeelineCall call = cloud.outgoing();
        BeelineLeg leg = call.dials(any(EMPLOYEES), any(CUSTOMERS));
        pass(3, 9);
        if (chance.nextInt(4) == 0) {
            call.ends(leg, BeelineCall.REMOTE, BeelineCall.BUSY);
            return;
        }
        call.answers(leg);
        pass(6, 30);
        call.ends(leg, who());
    }

    /** Nothing is told of it: it shows in the statistics alone. */
    private void onASim() {
        Duration talked = Duration.ofSeconds(20 + chance.nextInt(200));
        boolean inbound = chance.nextBoolean();
        cloud.log()
                .row(
                        cloud.employed(any(EMPLOYEES)),
                        inbound,
                        inbound ? "RECIEVED" : "PLACED",
                        any(CUSTOMERS),
                        cloud.now().minus(talked).minusSeconds(5),
                        talked);
    }

    private void click(BeelineCloud.Click ordered) {
        try {
            BeelineLeg leg = ordered.call().clicked(ordered.extension(), ordered.number());
            TimeUnit.SECONDS.sleep(3);
            ordered.call().picksUp(leg);
            TimeUnit.SECONDS.sleep(4);
            ordered.call().answers(leg);
            TimeUnit.SECONDS.sleep(20);
            ordered.call().ends(leg, BeelineCall.LOCAL);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String who() {
        return chance.nextBoolean() ? BeelineCall.LOCAL : BeelineCall.REMOTE;
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
        cloud.close();
    }
}
