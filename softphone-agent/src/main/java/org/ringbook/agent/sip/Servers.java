package org.ringbook.agent.sip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.ringbook.agent.phone.Account;

/**
 * Where the servers of an account's PBX are, in the order in which they are asked: those that the account names, and for a name without a
 * port those that DNS names for it (SRV: RFC 2782, 3263). Where DNS names none, it is the name itself.
 */
final class Servers {

    /** One record a name: priority, weight, port, target. */
    private static final Pattern RECORD = Pattern.compile("([0-9]{1,5}) ([0-9]{1,5}) ([0-9]{1,5}) (\\S+?)\\.?");

    private static final int MOST = 16;
    /** Priorities of SRV have sixteen bits. */
    private static final int RANKS = 65_536;

    /**
     * One server.
     *
     * @param account as whom there; its host is the name that the PBX must prove to have
     * @param host name or address of the machine
     * @param rank the lower one is asked before the higher one; equal ones are as good
     */
    record Place(Account account, String host, int port, int rank) {}

    /** What DNS says. */
    interface Lookup {
        /** @return records such as {@code 10 60 5060 one.example.org.}; none when there are none, or no DNS */
        List<String> srv(String name);
    }

    private record Srv(int priority, int weight, int port, String target) {}

    private final Lookup dns;
    private final DoubleSupplier chance;

    /** @param chance 0 to 1: which of equal servers comes first */
    Servers(Lookup dns, DoubleSupplier chance) {
        this.dns = dns;
        this.chance = chance;
    }

    /** May wait a second for DNS. */
    List<Place> of(Account account) {
        List<Place> places = new ArrayList<>();
        Account one = account;
        for (int i = 0; i <= account.others().size(); i++) {
            places.addAll(atOne(one, i * RANKS));
            one = one.others().isEmpty() ? one : one.elsewhere();
        }
        return places.size() > MOST ? places.subList(0, MOST) : places;
    }

    private List<Place> atOne(Account account, int rank) {
        boolean nameAlone = account.port() == account.transport().port() && isNameOfInternet(account.host());
        List<Srv> found = nameAlone ? found(account) : List.of();
        return found.isEmpty()
                ? List.of(new Place(account, account.host(), account.port(), rank))
                : found.stream()
                        .map(srv -> new Place(account, srv.target, srv.port, rank + Math.min(srv.priority, RANKS - 1)))
                        .toList();
    }

    /** No address, and no machine of this network alone. */
    private static boolean isNameOfInternet(String host) {
        return host.matches("(?=.*[A-Za-z])[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")
                && !host.matches("(?i).*\\.(invalid|local|localhost|test)");
    }

    private List<Srv> found(Account account) {
        String service = switch (account.transport()) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
        };
        List<Srv> read = new ArrayList<>();
        for (String record : dns.srv(service + account.host())) {
            Matcher parts = RECORD.matcher(record.strip());
            // A single dot says that the service is not offered there.
            if (parts.matches() && !parts.group(4).equals(".")) {
                read.add(new Srv(number(parts, 1), number(parts, 2), number(parts, 3), parts.group(4)));
            }
        }
        read.removeIf(srv -> srv.port < 1 || srv.port > 65_535);
        return inOrder(read);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** The lowest priority first; among equals by chance, the heavier ones more often. */
    private List<Srv> inOrder(List<Srv> records) {
        record Drawn(Srv srv, double lot) {}
        return records.stream()
                .map(srv -> new Drawn(srv, -Math.log(1 - chance.getAsDouble() * 0.999_999) / (srv.weight + 0.01)))
                .sorted(Comparator.<Drawn>comparingInt(drawn -> drawn.srv.priority)
                        .thenComparingDouble(Drawn::lot))
                .map(Drawn::srv)
                .toList();
    }

    /** By the name servers of this machine; half a second each, asked twice. */
    static List<String> ofThisMachine(String name) {
        var asks = new Hashtable<String, String>();
        asks.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        asks.put("com.sun.jndi.dns.timeout.initial", "500");
        asks.put("com.sun.jndi.dns.timeout.retries", "2");
        List<String> records = new ArrayList<>();
        try {
            var context = new InitialDirContext(asks);
            try {
                Attribute found =
                        context.getAttributes(name, new String[] {"SRV"}).get("SRV");
                NamingEnumeration<?> all = found == null ? null : found.getAll();
                while (all != null && all.hasMore() && records.size() < MOST) {
                    records.add(String.valueOf(all.next()));
                }
            } finally {
                context.close();
            }
        } catch (NamingException | RuntimeException none) {
            // Then the name itself is asked.
        }
        return records;
    }

    /** @throws java.net.UnknownHostException when the machine has no address */
    static InetAddress address(Place place) throws java.net.UnknownHostException {
        return InetAddress.getByName(place.host());
    }
}
