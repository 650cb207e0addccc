package org.ringbook.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The block that a number is in is found in as few steps of memory as it takes, and it is the right one. */
class CallerPlacesTest {

    private static final int WIDTH = 100;

    private final Random chance = new Random(12);

    @Test
    void eachNumberIsLookedForInTheLastBlockThatBeginsBeforeIt() throws IOException {
        for (int blocks : new int[] {0, 1, 2, 15, 16, 17, 255, 256, 257, 5_000}) {
            TreeMap<Long, Integer> firsts = new TreeMap<>();
            while (firsts.size() < blocks) {
                firsts.put(79_000_000_000L + chance.nextInt(100_000_000), 0);
            }
            int at = 0;
            for (Long first : firsts.keySet()) {
                firsts.put(first, at++);
            }
            CallerPlaces places = places(firsts);
            for (int i = 0; i < 1_000; i++) {
                long number = 78_999_000_000L + chance.nextInt(102_000_000);
                var expected = firsts.floorEntry(number);
                int found = places.blockOf(number);
                assertThat(found).isEqualTo(expected == null ? -1 : expected.getValue());
                if (expected != null) {
                    assertThat(places.first(found)).isEqualTo(expected.getKey());
                    assertThat(places.from(found + 1) - places.from(found)).isEqualTo(WIDTH);
                }
            }
            firsts.forEach((first, block) -> assertThat(places.blockOf(first)).isEqualTo(block));
        }
    }

    @Test
    void aListThatIsNotWhatWasWrittenIsRefused() throws IOException {
        byte[] written = written(firsts(1_000));
        int check = CallerFile.check(written);
        written[4_321] ^= 4;
        assertThatThrownBy(() -> CallerPlaces.read(CallerBytes.inMemory(written), 0, 1_000, 1, check))
                .hasMessage("not whole");
    }

    private static TreeMap<Long, Integer> firsts(int blocks) {
        TreeMap<Long, Integer> firsts = new TreeMap<>();
        for (int i = 0; i < blocks; i++) {
            firsts.put(79_160_000_000L + i, i);
        }
        return firsts;
    }

    private static CallerPlaces places(TreeMap<Long, Integer> firsts) throws IOException {
        byte[] written = written(firsts);
        return CallerPlaces.read(
                CallerBytes.inMemory(written),
                0,
                firsts.size(),
                (long) WIDTH * firsts.size(),
                CallerFile.check(written));
    }

    private static byte[] written(TreeMap<Long, Integer> firsts) throws IOException {
        var writing = new CallerPlaces.Writing();
        firsts.forEach((first, block) -> writing.add(first, (long) WIDTH * block));
        var out = new ByteArrayOutputStream();
        assertThat(writing.write(out)).isEqualTo(CallerFile.check(out.toByteArray()));
        assertThat(writing.count()).isEqualTo(firsts.size());
        return out.toByteArray();
    }
}
