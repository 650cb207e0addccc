package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.Account;

/** The account's proof in requests. What a PBX challenged with once is used again while it takes it, which saves a round trip. One thread. */
final class Proof {

    private final Account account;
    private final String cnonce = Digest.newNonce();
    private Digest.Challenge last;
    private String header;
    private int count;

    Proof(Account account) {
        this.account = account;
    }

    /** The proof that was good last time, if any. */
    void addTo(Request request, HeaderFactory headers) {
        if (last == null) {
            return;
        }
        String uri = request.getRequestURI().toString();
        String text =
                Digest.answer(last, account.login(), account.password(), request.getMethod(), uri, ++count, cnonce);
        try {
            request.removeHeader("Authorization");
            request.removeHeader("Proxy-Authorization");
            request.setHeader(headers.createHeader(header, text));
        } catch (ParseException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        }
    }

    /** @return whether there is something to answer that was not answered before */
    boolean challenged(Response response) {
        boolean proxy = response.getStatusCode() == Response.PROXY_AUTHENTICATION_REQUIRED;
        Optional<Digest.Challenge> chosen = Digest.choose(challenges(response, proxy));
        if (chosen.isEmpty()) {
            return false;
        }
        Digest.Challenge challenge = chosen.get();
        if (last != null && last.nonce().equals(challenge.nonce()) && !challenge.stale()) {
            return false;
        }
        last = challenge;
        header = proxy ? "Proxy-Authorization" : "Authorization";
        count = 0;
        return true;
    }

    /** The password was wrong: nothing is proven by itself any more. */
    void forget() {
        last = null;
    }

    private static List<Digest.Challenge> challenges(Response response, boolean proxy) {
        List<Digest.Challenge> challenges = new ArrayList<>();
        String name = proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME;
        for (ListIterator<?> all = response.getHeaders(name); all.hasNext(); ) {
            Header next = (Header) all.next();
            if (next instanceof WWWAuthenticateHeader one && "digest".equalsIgnoreCase(one.getScheme())) {
                challenges.add(challenge(one));
            }
        }
        return challenges;
    }

    private static Digest.Challenge challenge(WWWAuthenticateHeader header) {
        String qop = header.getQop();
        boolean auth = qop != null && List.of(qop.split("[,\\s]+")).contains("auth");
        return new Digest.Challenge(
                header.getRealm(),
                header.getNonce(),
                header.getAlgorithm(),
                header.getOpaque(),
                auth,
                header.isStale());
    }
}
