package org.ringbook.demo;

import java.util.List;
import org.ringbook.demo.DemoCast.Company;
import org.ringbook.demo.DemoCast.Customer;
import org.ringbook.demo.DemoCast.Person;
import org.ringbook.staff.Role;

final class DemoCastRussian {

    static final DemoCast CAST = new DemoCast(
            List.of(
                    new Person("101", "Анна Петрова", "anna", Role.AGENT, true),
                    new Person("102", "Борис Смирнов", "boris", Role.AGENT, true),
                    new Person("103", "Вера Орлова", "vera", Role.SUPERVISOR, false),
                    new Person("104", "Глеб Сидоров", "gleb", Role.AGENT, true)),
            List.of("+74957770001", "+74957770002", "+74957770003"),
            "sales",
            List.of(
                    new Company("Ромашка", "+74951234567", "101"),
                    new Company("Вектор", "+78123334455", "102"),
                    new Company("Северный мост", "+73432223344", "104")),
            List.of(
                    new Customer("Мария Иванова", "+79161112233", "Ромашка", "закупки", "101"),
                    new Customer("Олег Фёдоров", "+74951234567", "Ромашка", "склад", "101"),
                    new Customer("Нина Белова", "+74951234567", "Ромашка", "бухгалтерия", "102"),
                    new Customer("Павел Кузнецов", "+79035556677", "Вектор", "директор", "102"),
                    new Customer("Ирина Соколова", "+79217778899", "Вектор", "секретарь", "102"),
                    new Customer("Тимур Ахметов", "+79126667788", "Северный мост", "логистика", "104"),
                    new Customer("Елена Зайцева", "+79857654321", null, null, "101"),
                    new Customer("Сергей Новиков", "+79031002030", null, null, "104")),
            List.of("+79990001122", "+79263334455", "+74959998877", "+79607776655"));

    private DemoCastRussian() {}
}
