package org.ringbook.agent.sip;

import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.message.Response;

/** Who waits for the answer to a request. On the telephone's thread. */
interface ResponseHandler {

    /** It went out, also when it went out again with a proof of the password. */
    default void sent(ClientTransaction transaction) {}

    /** @param dialog that the answer belongs to; null outside of one */
    void answered(Response response, Dialog dialog);

    /** Nobody answered, or there is no way there. */
    void silent();
}
