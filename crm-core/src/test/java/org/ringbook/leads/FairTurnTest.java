package org.ringbook.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.leads.FairTurn.Member;

class FairTurnTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    /** Each turn is remembered as the day goes on. */
    private static String turns(int count, Member... members) {
        Map<UUID, Member> day = new LinkedHashMap<>();
        List.of(members).forEach(one -> day.put(one.id(), one));
        var order = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Instant at = Instant.EPOCH.plusSeconds(i);
            var next = FairTurn.next(new ArrayList<>(day.values()));
            if (next.isEmpty()) {
                return order.append('-').toString();
            }
            Member one = next.get();
            order.append(one.id().equals(A) ? 'A' : one.id().equals(B) ? 'B' : 'C');
            day.put(one.id(), new Member(one.id(), one.weight(), one.capacity(), one.open() + 1, one.today() + 1, at));
        }
        return order.toString();
    }

    private static Member of(UUID id, int weight) {
        return new Member(id, weight, 100, 0, 0, null);
    }

    @Test
    void eightLeadsGoToThreeOfWhomOneTakesTwice() {
        assertThat(turns(8, of(A, 2), of(B, 1), of(C, 1))).isEqualTo("ABCABCAA");
    }

    @Test
    void withOneAbsentTheOtherTwoShare() {
        assertThat(turns(8, of(A, 2), of(B, 1))).isEqualTo("ABABAABA");
    }

    @Test
    void whoIsFullIsPassedOverAndWhenAllAreFullNobodyIsChosen() {
        assertThat(turns(5, new Member(A, 1, 1, 0, 0, null), new Member(B, 1, 2, 0, 0, null)))
                .isEqualTo("ABB-");
        assertThat(FairTurn.next(List.of())).isEmpty();
    }
}
