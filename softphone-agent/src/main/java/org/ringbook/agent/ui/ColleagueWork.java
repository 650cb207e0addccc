package org.ringbook.agent.ui;

import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.ServerMessage.Colleague;

/** What the person does with a colleague: a call of this program's telephone goes by that, another one by the server. */
final class ColleagueWork implements ColleagueList.Actions {

    private final PhoneCommands phone;
    private final CallControl control;
    private final Dialling dialling;
    private final CardStack cards;

    ColleagueWork(PhoneCommands phone, CallControl control, Dialling dialling, CardStack cards) {
        this.phone = phone;
        this.control = control;
        this.dialling = dialling;
        this.cards = cards;
    }

    @Override
    public void call(Colleague one) {
        dialling.dial(one.extension(), null);
    }

    @Override
    public void handOn(String call, Colleague to, boolean consult) {
        Card card = cards.find(call);
        if (card != null && !card.ofTelephone()) {
            control.handOn(card, to.extension(), consult);
        } else {
            phone.handOn(call, to.extension(), consult);
        }
    }
}
