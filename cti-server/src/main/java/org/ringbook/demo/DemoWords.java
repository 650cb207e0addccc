package org.ringbook.demo;

import java.util.List;

/** What the people of the demo write, in its language. */
record DemoWords(
        String callAgain,
        String offer,
        String photo,
        String file,
        String fileText,
        String price,
        String priceDone,
        String afterLunch,
        String discount,
        String reason,
        List<String> notes) {

    private static final DemoWords RUSSIAN = new DemoWords(
            "Перезвонить: ",
            "Отправить предложение",
            "Сфотографировать образцы",
            "Прайс на весну.txt",
            "Чай чёрный, 100 г: 180 ₽\nЧай зелёный, 100 г: 210 ₽\nДоставка от 10 коробок бесплатно\n",
            "Уточнить цену доставки",
            "Доставка 1 500 ₽, ответили клиенту",
            "Звонить после обеда, утром на складе",
            "Обещали скидку 5 % от 100 тысяч",
            "Дорого",
            List.of(
                    "Спрашивает о сроках. Отгрузим в четверг.",
                    "Нужен счёт на 40 коробок",
                    "Просит перезвонить, когда будет прайс",
                    "Сравнивает с другим поставщиком",
                    "Заказ оформлен, оплатят завтра"));

    private static final DemoWords ENGLISH = new DemoWords(
            "Call again: ",
            "Send the offer",
            "Take pictures of the samples",
            "Prices for spring.txt",
            "Black tea, 100 g: 1.80\nGreen tea, 100 g: 2.10\nDelivery is free from 10 boxes on\n",
            "Find out what the delivery costs",
            "1,500; the client knows",
            "Call after lunch, in the warehouse before",
            "Was promised 5% off from 100,000",
            "Too expensive",
            List.of(
                    "Asks when it comes. We ship on Thursday.",
                    "Wants an invoice for 40 boxes",
                    "Call again when the price list is out",
                    "Compares us with another supplier",
                    "Ordered, pays tomorrow"));

    static DemoWords of(DemoCast cast) {
        return cast == DemoCastRussian.CAST ? RUSSIAN : ENGLISH;
    }

    String callAgain(String name) {
        return callAgain + name;
    }

    String note(int turn) {
        return notes.get(turn % notes.size());
    }
}
