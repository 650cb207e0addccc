package org.ringbook.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;

/** A number of a contact or company as it is sent: as people write it. */
@Schema(name = "NumberInput")
record NumberInput(
        @Schema(example = "+79161112233") String number,
        @Schema(example = "12", nullable = true) String extension,
        @Schema(example = "mobile", nullable = true) String label) {

    private static final int LONGEST = 64;

    static List<ContactNumber> read(List<NumberInput> sent, NumberPlan plan) {
        var numbers = new ArrayList<ContactNumber>();
        if (sent != null) {
            for (int i = 0; i < sent.size(); i++) {
                numbers.add(read(sent.get(i), "numbers[" + i + "].number", plan));
            }
        }
        return numbers;
    }

    private static ContactNumber read(NumberInput sent, String field, NumberPlan plan) {
        String text = sent == null ? null : sent.number();
        if (text == null || text.isBlank()) {
            throw NotDone.wrong(field, "A number is missing.");
        }
        if (text.length() <= LONGEST && plan.read(text) instanceof NumberReading.Outside outside) {
            String extension =
                    sent.extension() == null || sent.extension().isBlank() ? outside.extension() : sent.extension();
            return new ContactNumber(outside.number(), extension, sent.label());
        }
        throw NotDone.wrong(
                field,
                "\"" + Shown.text(text) + "\" is no telephone number. Write it with the country code, such as"
                        + " +79161112233.");
    }
}
