package org.ringbook.demo;

import java.util.List;
import java.util.UUID;
import org.ringbook.scripts.ScriptContent;
import org.ringbook.scripts.ScriptContent.Kind;
import org.ringbook.scripts.ScriptContent.Option;
import org.ringbook.scripts.ScriptContent.Question;
import org.ringbook.scripts.ScriptContent.Step;

/** What is said in the demo's call list: five steps, of which two answers choose the way. */
final class DemoScript {

    private static final UUID SOLVED = UUID.fromString("019ad000-0000-7000-8000-00000000d002");
    private static final UUID CALL_AGAIN = UUID.fromString("019ad000-0000-7000-8000-00000000d003");
    private static final UUID REFUSED = UUID.fromString("019ad000-0000-7000-8000-00000000d005");

    /** @param steps title and text of each, in their order @param asks questions @param answers to choose from */
    record Words(List<String> steps, List<String> asks, List<String> answers) {}

    static final Words RUSSIAN = new Words(
            List.of(
                    "Приветствие",
                    "Здравствуйте, {имя}! Это {оператор}. Вы оставили заказ: {Заказ}. Удобно говорить?",
                    "Доставка",
                    "Доставим завтра после 12. Подойдёт?",
                    "Адрес",
                    "Уточню адрес и сколько коробок заберём обратно.",
                    "Перезвонить",
                    "Хорошо. Когда вам позвонить?",
                    "Отказ",
                    "Понимаю. Отменяю заказ. Всего доброго!"),
            List.of("Удобно говорить?", "Завтра подойдёт?", "Адрес", "Коробок обратно"),
            List.of("Да", "Позже", "Да", "Другой день", "Заказ не нужен"));

    static final Words ENGLISH = new Words(
            List.of(
                    "Greeting",
                    "Hello, {name}! This is {agent}. You placed an order: {Order}. Is it a good moment?",
                    "Delivery",
                    "We deliver tomorrow after 12. Does that suit you?",
                    "Address",
                    "I note the address, and how many boxes we take back.",
                    "Call again",
                    "Fine. When may I call you?",
                    "Refusal",
                    "I see. I cancel the order. Goodbye!"),
            List.of("Good moment?", "Tomorrow?", "Address", "Boxes back"),
            List.of("Yes", "Later", "Yes", "Another day", "No order wanted"));

    private DemoScript() {}

    static ScriptContent of(Words words) {
        return new ScriptContent(List.of(
                step(
                        words,
                        0,
                        "hello",
                        null,
                        choice(words, 0, "moment", option(words, 0, "delivery"), option(words, 1, "again"))),
                step(
                        words,
                        1,
                        "delivery",
                        null,
                        choice(
                                words,
                                1,
                                "tomorrow",
                                option(words, 2, "address"),
                                option(words, 3, "again"),
                                option(words, 4, "refusal"))),
                step(
                        words,
                        2,
                        "address",
                        SOLVED,
                        new Question("address", words.asks().get(2), Kind.TEXT, false, null),
                        new Question("boxes", words.asks().get(3), Kind.NUMBER, false, null)),
                step(words, 3, "again", CALL_AGAIN),
                step(words, 4, "refusal", REFUSED)));
    }

    private static Step step(Words words, int place, String key, UUID result, Question... questions) {
        return new Step(
                key, words.steps().get(place * 2), words.steps().get(place * 2 + 1), List.of(questions), null, result);
    }

    private static Question choice(Words words, int place, String key, Option... options) {
        return new Question(key, words.asks().get(place), Kind.CHOICE, true, List.of(options));
    }

    private static Option option(Words words, int place, String next) {
        return new Option(words.answers().get(place), next);
    }
}
