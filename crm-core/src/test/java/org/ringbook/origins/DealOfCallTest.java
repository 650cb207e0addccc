package org.ringbook.origins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringbook.origins.DealOfCall.Lifetime;

/** Maria calls at nine, and speaks for five minutes. */
class DealOfCallTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");
    private static final Instant END = NINE.plusSeconds(300);

    private final UUID anna = UUID.randomUUID();
    private final UUID boris = UUID.randomUUID();
    private final UUID maria = UUID.randomUUID();
    private final UUID romashka = UUID.randomUUID();
    private final Set<UUID> marias = Set.of(maria, romashka);

    private Lifetime deal(UUID party, UUID responsible, Instant until) {
        return new Lifetime(UUID.randomUUID(), party, null, responsible, NINE.minusSeconds(86_400), until);
    }

    private Optional<UUID> of(List<Lifetime> deals, List<Set<UUID>> sides, UUID... speakers) {
        return DealOfCall.among(deals, sides, NINE, END, Set.of(speakers));
    }

    @Test
    void theOnlyOpenDealIsMeantWhoeverAnswers() {
        Lifetime boriss = deal(romashka, boris, null);
        assertThat(of(List.of(boriss), List.of(marias), anna)).contains(boriss.id());
        assertThat(of(List.of(boriss), List.of(marias))).as("nobody answered").contains(boriss.id());
    }

    @Test
    void ofTwoItIsTheOneOfWhoeverAnsweredAndWhenNobodyDidNone() {
        Lifetime annas = deal(romashka, anna, null);
        Lifetime boriss = deal(romashka, boris, null);
        assertThat(of(List.of(annas, boriss), List.of(marias), anna)).contains(annas.id());
        assertThat(of(List.of(annas, boriss), List.of(marias))).isEmpty();
        assertThat(of(List.of(annas, boriss, deal(maria, anna, null)), List.of(marias), anna))
                .as("two of hers")
                .isEmpty();
    }

    @Test
    void ofTwoWithOneNumberItIsPetrsWhoAloneHasADeal() {
        UUID ivan = UUID.randomUUID();
        Lifetime petrs = deal(maria, boris, null);
        assertThat(of(List.of(petrs), List.of(Set.of(ivan), Set.of(maria)), anna))
                .contains(petrs.id());
        assertThat(of(List.of(petrs, deal(ivan, boris, null)), List.of(Set.of(ivan), Set.of(maria)), anna))
                .isEmpty();
    }

    @Test
    void aDealThatWasClosedBeforeOrBegunAfterIsNotMeantAndOneThatWasMadeMeanwhileIs() {
        Lifetime lost = deal(romashka, anna, NINE.minusSeconds(1));
        Lifetime later = new Lifetime(UUID.randomUUID(), romashka, null, anna, END.plusSeconds(1), null);
        Lifetime meanwhile = new Lifetime(UUID.randomUUID(), null, maria, anna, NINE.plusSeconds(60), null);
        assertThat(of(List.of(lost, later), List.of(marias), anna)).isEmpty();
        assertThat(of(List.of(lost, later, meanwhile), List.of(marias), anna)).contains(meanwhile.id());
    }
}
