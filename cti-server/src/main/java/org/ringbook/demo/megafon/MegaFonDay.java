package org.ringbook.demo.megafon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of a small company at the made-up virtual PBX, one after another, in real time; and one of a corporate SIM now and then. */
public final class MegaFonDay implements AutoCloseable {

    private static final List<String> CUSTOMERS = List.of(
            "79161112233", "79035556677", "74951234567", "79217778899", "79126667788", "79990001122", "79263334455");
    private static final List<String> LOGINS = List.of("petrova", "smirnov", "sidorov");
    private static final String LINE = "74957770001";
    private static final String SIM = "79260000104";

    private final MegaFonCloud cloud;
    private final Random chance;
    private final Thread thread;
    private final AtomicInteger ids = new AtomicInteger();

    /** Begins at once; what is ordered by a click is played beside. */
    public MegaFonDay(MegaFonCloud cloud, long seed) {
        this.cloud = cloud;
        this.chance = new Random(seed);
        this.thread = new Thread(this::live, "demo-megafon-day");
        thread.setDaemon(true);
        thread.start();
        cloud.ordered = (user, phone) -> {
            var click = new Thread(() -> quietly(() -> outgoing(user, phone)), "demo-megafon-click");
            click.setDaemon(true);
            click.start();
        };
    }

    private interface Scene {
        void play() throws InterruptedException;
    }

    private static void quietly(Scene scene) {
        try {
            scene.play();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        quietly(() -> {
            while (true) {
                pass(8, 20);
                int kind = chance.nextInt(10);
                if (kind < 5) {
                    answered();
                } else if (kind < 7) {
                    missed();
                } else if (kind < 9) {
                    outgoing(any(LOGINS), any(CUSTOMERS));
                } else {
                    ofTheSim();
                }
            }
        });
    }

    /** The operator asks who it is, and rings the responsible person first when it is told one. */
    private void answered() throws InterruptedException {
        String call = newCall();
        String customer = any(CUSTOMERS);
        Instant began = now();
        String responsible = responsible(customer);
        String login = responsible == null ? any(LOGINS) : responsible;
        event("INCOMING", call, login, customer, "in");
        pass(2, 6);
        event("ACCEPTED", call, login, customer, "in");
        long waited = since(began);
        pass(6, 30);
        event("COMPLETED", call, login, customer, "in");
        recorded("in", "Success", call, login, customer, began, waited);
    }

    private String responsible(String customer) {
        String body = cloud.contact(customer).body();
        return LOGINS.stream()
                .filter(login -> body.contains("\"responsible\":\"" + login + "\""))
                .findFirst()
                .orElse(null);
    }

    private void missed() throws InterruptedException {
        String call = newCall();
        String customer = any(CUSTOMERS);
        Instant began = now();
        String login = any(LOGINS);
        event("INCOMING", call, login, customer, "in");
        pass(6, 15);
        event("CANCELLED", call, login, customer, "in");
        recorded("in", "missed", call, login, customer, began, since(began));
    }

    private void outgoing(String login, String customer) throws InterruptedException {
        String call = newCall();
        Instant began = now();
        event("OUTGOING", call, login, customer, "out");
        pass(3, 8);
        event("ACCEPTED", call, login, customer, "out");
        long waited = since(began);
        pass(6, 30);
        event("COMPLETED", call, login, customer, "out");
        recorded("out", "Success", call, login, customer, began, waited);
    }

    /** No webhook tells of it: the history shows it when it is over. */
    private void ofTheSim() {
        Instant began = now().minusSeconds(60);
        cloud.row(
                newCall(),
                "out",
                "success",
                any(CUSTOMERS),
                began,
                "user",
                "",
                "diversion",
                SIM,
                "wait",
                6,
                "duration",
                10 + chance.nextInt(40));
    }

    private void event(String type, String call, String login, String customer, String direction) {
        cloud.event(type, call, login, customer, "direction", direction, "diversion", LINE);
    }

    /** The webhook tells the whole duration, the history that of the conversation. */
    private void recorded(
            String type, String status, String call, String login, String customer, Instant began, long waited) {
        long whole = since(began);
        long talked = status.equals("missed") ? 0 : whole - waited;
        String link = talked > 0 ? cloud.recordOf(call) : "";
        cloud.history(
                type,
                status,
                call,
                login,
                customer,
                "start",
                MegaFonCloud.compact(began),
                "duration",
                "" + whole,
                "wait",
                "" + waited,
                "diversion",
                LINE,
                "link",
                link);
        cloud.row(
                call,
                type,
                status.toLowerCase(java.util.Locale.ROOT),
                customer,
                began,
                "user",
                login,
                "diversion",
                LINE,
                "wait",
                waited,
                "duration",
                talked,
                "record",
                link);
    }

    private String newCall() {
        return "DEMO%X%04d".formatted(now().getEpochSecond(), ids.incrementAndGet());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static long since(Instant began) {
        return began.until(now(), ChronoUnit.SECONDS);
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
