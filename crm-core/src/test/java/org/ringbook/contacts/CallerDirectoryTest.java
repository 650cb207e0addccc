package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ringbook.contacts.RowsInMemory.person;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringbook.Cast;
import org.ringbook.numbers.PhoneNumber;

class CallerDirectoryTest {

    private static final long FIRST = 79_000_000_000L;
    private static final long MARIAS = Cast.MARIAS.e164();

    /** More than stays in memory. */
    private static final int MANY = 60_000;

    @TempDir
    private Path home;

    private final List<CallerDirectory> starts = new ArrayList<>();
    private final RowsInMemory rows = new RowsInMemory();
    private CallerDirectory directory;

    @BeforeEach
    void firstStart() {
        directory = new CallerDirectory(rows, home, Duration.ofMillis(20));
    }

    @AfterEach
    void goodbye() {
        directory.destroy();
        starts.forEach(CallerDirectory::destroy);
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
        begun();

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
        begun();
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
        begun();
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
    void manyNumbersAreTakenFromTheirFileAtTheNextStartWithWhatChangedSince() throws InterruptedException {
        UUID romashka = UUID.randomUUID();
        rows.call(romashka, "Ромашка");
        manyPeopleOf(romashka);
        begun();
        directory.destroy();

        rows.put(MARIAS, person("Мария Серова", romashka));
        rows.call(romashka, "Лютик");
        rows.readsAll = false;
        CallerDirectory again = anotherStart();
        assertThat(again.size()).isEqualTo(MANY + 1);
        assertThat(again.whoIs(Cast.MARIAS)).extracting(Caller::name).containsExactly("Мария Серова");
        assertThat(again.whoIs(new PhoneNumber(FIRST + 7)))
                .extracting(Caller::name, Caller::company)
                .containsExactly(tuple("Человек 7", "Лютик"));
        assertThat(again.whoIs(new PhoneNumber(FIRST - 1))).isEmpty();
        assertThat(again.whoIs(new PhoneNumber(FIRST + MANY))).isEmpty();
        assertThat(again.bytes()).isLessThan(10L * MANY);
    }

    @Test
    void aFileThatIsTornOrOfAnotherVersionOrOfAnotherDatabaseIsMadeAnew() throws Exception {
        manyPeopleOf(null);
        begun();
        directory.destroy();
        byte[] whole = Files.readAllBytes(file());

        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
        assertThat(anotherStart().size()).isEqualTo(MANY);

        byte[] otherVersion = Files.readAllBytes(file());
        otherVersion[otherVersion.length - 1]++;
        Files.write(file(), otherVersion);
        assertThat(anotherStart().size()).isEqualTo(MANY);

        byte[] otherIndex = Files.readAllBytes(file());
        otherIndex[otherIndex.length - 400]++;
        Files.write(file(), otherIndex);
        assertThat(anotherStart().size()).isEqualTo(MANY);

        rows.owners.remove(FIRST);
        rows.database = "restored from a copy";
        assertThat(anotherStart().size()).isEqualTo(MANY - 1);
    }

    @Test
    void aFileThatIsDamagedInTheMiddleIsMadeAnewWhenThatIsMetAndTheCallerIsToldAllTheSame() throws Exception {
        manyPeopleOf(null);
        begun();
        directory.destroy();
        byte[] damaged = Files.readAllBytes(file());
        for (int i = 1_000; i < 100_000; i += 100) {
            damaged[i]++;
        }
        Files.write(file(), damaged);

        CallerDirectory again = anotherStart();
        for (int i = 0; i < MANY; i++) {
            assertThat(again.whoIs(new PhoneNumber(FIRST + i)))
                    .extracting(Caller::name)
                    .containsExactly("Человек " + i);
        }
        until(() -> again.size() == MANY);
    }

    @Test
    void whoCallsWhileTheVeryFirstFileIsMadeIsAskedOfTheDatabase() throws InterruptedException {
        rows.put(MARIAS, person("Мария"));
        rows.whileLoading = () -> {
            assertThat(directory.complete()).isFalse();
            assertThat(knows("Мария")).isTrue();
            rows.down = true;
            assertThat(directory.whoIs(Cast.PAVELS)).isEmpty();
            rows.down = false;
        };
        begun();
        assertThat(directory.complete()).isTrue();
    }

    @Test
    void moreChangesThanAreKeptInMemoryAreAskedOfTheDatabaseUntilTheyAreFiled() throws InterruptedException {
        begun();
        long[] numbers = LongStream.range(FIRST, FIRST + 120_000).toArray();
        for (long number : numbers) {
            rows.put(number, person("Человек " + number));
        }
        directory.refresh(numbers);
        assertThat(directory.whoIs(new PhoneNumber(FIRST + 119_999))).hasSize(1);
        assertThat(directory.size()).isEqualTo(numbers.length);
        until(() -> directory.bytes() < 1 << 20);
        assertThat(directory.size()).isEqualTo(numbers.length);
        assertThat(directory.whoIs(new PhoneNumber(FIRST))).hasSize(1);
    }

    private void manyPeopleOf(UUID company) {
        for (int i = 0; i < MANY; i++) {
            rows.put(FIRST + i, person("Человек " + i, company));
        }
    }

    /** The one of the last start: what was before it is taken away a moment after. */
    private Path file() throws IOException, InterruptedException {
        until(() -> home.toFile().list().length == 1);
        try (Stream<Path> files = Files.list(home)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private void begun() throws InterruptedException {
        directory.afterPropertiesSet();
        until(directory::complete);
        until(rows::isFiled);
    }

    private CallerDirectory anotherStart() throws InterruptedException {
        CallerDirectory again = new CallerDirectory(rows, home, Duration.ofMillis(20));
        starts.add(again);
        again.afterPropertiesSet();
        until(again::complete);
        return again;
    }

    private boolean knows(String name) {
        return directory.whoIs(Cast.MARIAS).stream().map(Caller::name).toList().equals(List.of(name));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(limit);
            Thread.sleep(5);
        }
    }
}
