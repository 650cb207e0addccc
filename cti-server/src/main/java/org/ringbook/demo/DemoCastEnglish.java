package org.ringbook.demo;

import java.util.List;
import org.ringbook.demo.DemoCast.Company;
import org.ringbook.demo.DemoCast.Customer;
import org.ringbook.demo.DemoCast.Person;
import org.ringbook.staff.Role;

final class DemoCastEnglish {

    static final DemoCast CAST = new DemoCast(
            List.of(
                    new Person("101", "Anna Petrova", "anna", Role.AGENT, true),
                    new Person("102", "Boris Smirnov", "boris", Role.AGENT, true),
                    new Person("103", "Vera Orlova", "vera", Role.SUPERVISOR, false),
                    new Person("104", "Gleb Sidorov", "gleb", Role.AGENT, true)),
            List.of("+74957770001", "+74957770002", "+74957770003"),
            "sales",
            List.of(
                    new Company("Romashka", "+74951234567", "101"),
                    new Company("Vektor", "+78123334455", "102"),
                    new Company("North Bridge", "+73432223344", "104")),
            List.of(
                    new Customer("Maria Ivanova", "+79161112233", "Romashka", "purchasing", "101"),
                    new Customer("Oleg Fedorov", "+74951234567", "Romashka", "warehouse", "101"),
                    new Customer("Nina Belova", "+74951234567", "Romashka", "accounts", "102"),
                    new Customer("Pavel Kuznetsov", "+79035556677", "Vektor", "director", "102"),
                    new Customer("Irina Sokolova", "+79217778899", "Vektor", "secretary", "102"),
                    new Customer("Timur Akhmetov", "+79126667788", "North Bridge", "logistics", "104"),
                    new Customer("Elena Zaitseva", "+79857654321", null, null, "101"),
                    new Customer("Sergey Novikov", "+79031002030", null, null, "104")),
            List.of("+79990001122", "+79263334455", "+74959998877", "+79607776655"));

    private DemoCastEnglish() {}
}
