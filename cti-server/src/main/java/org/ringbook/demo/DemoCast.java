package org.ringbook.demo;

import java.util.List;
import java.util.Optional;
import org.ringbook.staff.Role;

/**
 * Who lives in the demo: our people with their telephones, the company's lines, and the customers who call. Strangers
 * call too; they are in no list of contacts, which is what makes them strangers.
 *
 * @param lines our outside numbers, E.164; the first is shown to whom we call
 * @param queue name of the queue; its members are the agents
 * @param strangers numbers of callers whom nobody knows, E.164
 */
public record DemoCast(
        List<Person> people,
        List<String> lines,
        String queue,
        List<Company> companies,
        List<Customer> customers,
        List<String> strangers) {

    public static final String ANNA = "101";
    public static final String BORIS = "102";
    public static final String VERA = "103";
    public static final String GLEB = "104";

    /** One of ours; the queue rings them when {@code inQueue}. */
    public record Person(String extension, String name, String login, Role role, boolean inQueue) {}

    /** @param switchboard the company's own number, E.164; null when it has none */
    public record Company(String name, String switchboard, String responsible) {}

    /** A person outside. @param company name of theirs; null when none @param responsible extension of ours */
    public record Customer(String name, String number, String company, String position, String responsible) {}

    public Optional<Person> person(String extension) {
        return people.stream().filter(p -> p.extension().equals(extension)).findFirst();
    }

    /** Extensions that the queue rings, in order. */
    public List<String> members() {
        return people.stream().filter(Person::inQueue).map(Person::extension).toList();
    }

    /** @param language "ru" or "en" */
    public static DemoCast in(String language) {
        return "en".equals(language) ? DemoCastEnglish.CAST : DemoCastRussian.CAST;
    }
}
