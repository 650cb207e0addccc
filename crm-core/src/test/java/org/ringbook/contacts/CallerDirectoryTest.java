package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.contacts.RowsInMemory.person;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.numbers.PhoneNumber;

class CallerDirectoryTest {

    private static final long FIRST = 79_000_000_000L;
    private static final long MARIAS = Cast.MARIAS.e164();

    private final RowsInMemory rows = new RowsInMemory();
    private final CallerDirectory directory = new CallerDirectory(rows, Duration.ofMillis(20));

    @AfterEach
    void goodbye() {
        directory.destroy();
    }

    @Test
    void mariaRenamedWhileTheDirectoryIsBeingReadKeepsHerNewName() throws InterruptedException {
        UUID romashka = UUID.randomUUID();
        rows.companies.put(romashka, "Ромашка");
        rows.put(MARIAS, person("Мария Иванова", romashka));
        rows.put(Cast.PAVELS.e164(), person("Павел Кузнецов"));
        rows.whileLoading = () -> {
            rows.put(MARIAS, person("Мария Серова", romashka));
            rows.companies.put(romashka, "Лютик");
            rows.owners.remove(Cast.PAVELS.e164());
            directory.refresh(MARIAS, Cast.PAVELS.e164());
        };
        directory.afterPropertiesSet();

        assertThat(directory.complete()).isTrue();
        assertThat(directory.whoIs(Cast.MARIAS)).extracting(Caller::name).containsExactly("Мария Серова");
        assertThat(directory.whoIs(Cast.MARIAS)).extracting(Caller::company).containsExactly("Лютик");
        assertThat(directory.whoIs(Cast.PAVELS)).isEmpty();
    }

    @Test
    void aDirectoryThatCouldNotBeReadOrRefreshedIsReadAgainWhenTheDatabaseIsBack() throws InterruptedException {
        rows.put(MARIAS, person("Мария"));
        rows.down = true;
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> {
            try {
                directory.afterPropertiesSet();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        assertThat(directory.complete()).isFalse();
        rows.down = false;
        start.join();
        until(() -> knows("Мария"));

        rows.down = true;
        rows.put(MARIAS, person("Мария Серова"));
        directory.refresh(MARIAS);
        assertThat(directory.whoIs(Cast.MARIAS)).extracting(Caller::name).containsExactly("Мария");
        rows.down = false;
        until(() -> knows("Мария Серова"));
    }

    @Test
    void aNumberThatEverybodyWroteDownIsAnsweredWithAHundredOfThem() throws InterruptedException {
        rows.put(
                MARIAS,
                IntStream.range(0, 5_000).mapToObj(i -> person("Человек " + i)).toArray(NumberOwner[]::new));
        directory.afterPropertiesSet();
        assertThat(directory.whoIs(Cast.MARIAS)).hasSize(100).doesNotHaveDuplicates();

        directory.refresh(MARIAS);
        assertThat(directory.whoIs(Cast.MARIAS)).hasSize(100).isEqualTo(directory.whoIs(Cast.MARIAS));
        rows.put(MARIAS, person("Мария"));
        directory.refresh(MARIAS);
        assertThat(knows("Мария")).isTrue();
    }

    @Test
    void whoeverAsksWhileEverythingChangesGetsAnOldOrANewAnswerAndNeverAMixture() throws InterruptedException {
        UUID[] companies = {UUID.randomUUID(), UUID.randomUUID()};
        rows.companies.put(companies[0], "Компания 0");
        rows.companies.put(companies[1], "Компания 1");
        directory.afterPropertiesSet();
        AtomicBoolean going = new AtomicBoolean(true);
        CompletableFuture<Integer> asking = CompletableFuture.supplyAsync(() -> ask(going));
        for (int round = 0; round < 40; round++) {
            for (long number = FIRST; number < FIRST + 2_000; number++) {
                int version = (int) ((round + number) % 2);
                rows.put(number, person("Человек " + number + " " + version, companies[version]));
            }
            directory.refresh(LongStream.range(FIRST, FIRST + 2_000).toArray());
        }
        going.set(false);
        assertThat(asking.join()).isPositive();
    }

    private int ask(AtomicBoolean going) {
        Random random = new Random(1);
        int answers = 0;
        while (going.get() || answers == 0) {
            long number = FIRST + random.nextInt(2_000);
            for (Caller caller : directory.whoIs(new PhoneNumber(number))) {
                String version = caller.name().substring(caller.name().length() - 1);
                assertThat(caller.name()).isEqualTo("Человек " + number + " " + version);
                assertThat(caller.company()).isEqualTo("Компания " + version);
                answers++;
            }
        }
        return answers;
    }

    @Test
    void memoryOfCardsThatWereReplacedIsGivenBack() throws InterruptedException {
        long[] numbers = LongStream.range(FIRST, FIRST + 20_000).toArray();
        for (long number : numbers) {
            rows.put(number, person("Человек " + number));
        }
        directory.afterPropertiesSet();
        long before = directory.bytes();
        for (int i = 0; i < 80; i++) {
            directory.refresh(numbers);
        }
        until(() -> directory.bytes() < before * 2 + (40 << 20));
        assertThat(directory.size()).isEqualTo(numbers.length);
        assertThat(directory.whoIs(new PhoneNumber(FIRST))).hasSize(1);
    }

    @Test
    void theMapOfNumbersHoldsWhatAnyMapHolds() {
        NumberMap map = new NumberMap();
        Map<Long, Integer> plain = new HashMap<>();
        Random random = new Random(3);
        for (int i = 1; i < 200_000; i++) {
            long number = FIRST + random.nextInt(50_000);
            int value = random.nextInt(4) == 0 ? 0 : i;
            map.put(number, value);
            if (value == 0) {
                plain.remove(number);
            } else {
                plain.put(number, value);
            }
        }
        assertThat(map.size()).isEqualTo(plain.size());
        for (long number = FIRST; number < FIRST + 50_000; number++) {
            assertThat(map.get(number)).isEqualTo(plain.getOrDefault(number, 0));
        }
    }

    private boolean knows(String name) {
        return directory.whoIs(Cast.MARIAS).stream().map(Caller::name).toList().equals(List.of(name));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(limit);
            Thread.sleep(5);
        }
    }
}
