package org.ringbook.contacts;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringbook.TestDatabase;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Prints how long the directory takes to read, the memory that it takes, and the time of a look-up. Arguments: how many
 * numbers, each of a person; every 20 people are of one company, every 10th number is a second one of its person, every
 * 100th is shared with the next person. With "generated" as the second argument the rows come from memory: that leaves
 * PostgreSQL out, which takes an hour to be filled with ten million.
 */
public final class CallerDirectoryBenchmark {

    private static final int LOOK_UPS = 2_000_000;
    private static final long FIRST = 79_000_000_000L;

    private CallerDirectoryBenchmark() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        if (args.length > 1 && args[1].equals("generated")) {
            generated(count);
            return;
        }
        try (HikariDataSource database = TestDatabase.pooledWith("staff", "contacts")) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            fill(jdbc, count);
            measure(new CallerRows(jdbc), count);
        }
    }

    /** With rows from memory. */
    public static void generated(int count) throws InterruptedException, IOException {
        measure(new GeneratedRows(count), count);
    }

    private static void measure(CallerRows rows, int count) throws InterruptedException, IOException {
        Path home = Files.createTempDirectory("ringbook-callers");
        try {
            System.out.println("First start, which makes the file");
            start(rows, home, count, 0);
            System.out.printf("%nNext start%n");
            start(rows, home, count, 3);
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private static void start(CallerRows rows, Path home, int count, int rounds)
            throws InterruptedException, IOException {
        long heapBefore = heap();
        long began = System.nanoTime();
        CallerDirectory directory = new CallerDirectory(rows, home, Duration.ofSeconds(5));
        directory.afterPropertiesSet();
        System.out.printf("the start of the server waits    %,9d ms%n", milliseconds(began));
        while (!directory.complete()) {
            Thread.sleep(10);
        }
        System.out.printf("%,d numbers are known after %,d ms%n", directory.size(), milliseconds(began));
        System.out.printf(
                "heap                             %9.1f bytes a number%n", (heap() - heapBefore) / (double) count);
        System.out.printf(
                "by its own count                 %9.1f bytes a number%n", directory.bytes() / (double) count);
        for (int round = 0; round < rounds; round++) {
            lookUp(directory, count, "known number  ", 0);
            lookUp(directory, count, "unknown number", 1_000_000_000L);
        }
        try (Stream<Path> files = Files.list(home)) {
            System.out.printf(
                    "on the disk                      %9.1f bytes a number%n",
                    files.mapToLong(file -> file.toFile().length()).sum() / (double) count);
        }
        directory.destroy();
    }

    private static void lookUp(CallerDirectory directory, int count, String what, long beyond) {
        Random random = new Random(7);
        long found = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = System.nanoTime();
        long worked = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < LOOK_UPS; i++) {
            found += directory
                    .whoIs(new PhoneNumber(FIRST + beyond + random.nextInt(count)))
                    .size();
        }
        double nanoseconds = (System.nanoTime() - began) / (double) LOOK_UPS;
        double work = (threads.getCurrentThreadCpuTime() - worked) / (double) LOOK_UPS;
        System.out.printf(
                "look-up of a random %s %7.0f ns, %5.0f ns of them on the processor (%,d found)%n",
                what, nanoseconds, work, found);
    }

    private static void fill(JdbcTemplate jdbc, int count) {
        jdbc.execute(
                "drop index contact_by_words, contact_by_name, contact_number_by_beginning, contact_number_by_end");
        jdbc.update("""
                insert into company (id, name, name_key, words)
                select md5('company' || i)::uuid, 'ООО «Ромашка ' || i || '»', '', '' from generate_series(0, ?) i""", count / 20);
        jdbc.update("""
                insert into contact (id, name, name_key, company_id, responsible, words)
                select md5('contact' || i)::uuid, 'Мария Иванова ' || i, '', md5('company' || i / 20)::uuid, '101', ''
                from generate_series(0, ?) i""", count);
        jdbc.update("""
                insert into contact_number (number, contact_id, place)
                select ? + i, md5('contact' || case when i % 10 = 0 then greatest(i - 1, 0) else i end)::uuid, i % 2
                from generate_series(0, ?) i""", FIRST, count - 1);
        jdbc.update("""
                insert into contact_number (number, contact_id, place)
                select ? + i, md5('contact' || i + 1)::uuid, 2 from generate_series(0, ?, 100) i""", FIRST, count - 1);
        jdbc.execute("analyze");
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long milliseconds(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** The same rows as {@link #fill} makes. */
    private static final class GeneratedRows extends CallerRows {

        private final int count;
        private String token = "";

        GeneratedRows(int count) {
            super(null);
            this.count = count;
        }

        @Override
        CallerStamp now() {
            return new CallerStamp("generated", token, "");
        }

        @Override
        void filed(CallerStamp stamp) {
            token = stamp.token();
        }

        @Override
        void since(CallerStamp stamp, Consumer<Long> numbers, Consumer<UUID> companies) {}

        @Override
        CallerStamp all(OwnerReader owners) {
            for (int i = 0; i < count; i++) {
                owners.read(FIRST + i, owner(i % 10 == 0 ? Math.max(i - 1, 0) : i));
                if (i % 100 == 0) {
                    owners.read(FIRST + i, owner(i + 1));
                }
            }
            return now();
        }

        private static NumberOwner owner(int i) {
            return new NumberOwner(
                    new UUID(2, i),
                    "Мария Иванова " + i,
                    "101",
                    new UUID(1, i / 20),
                    "ООО «Ромашка " + i / 20 + "»",
                    null);
        }
    }
}
