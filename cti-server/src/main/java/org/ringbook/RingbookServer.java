package org.ringbook;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.ringbook.commands.Command;
import org.ringbook.numbers.NumberPlan;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The Ringbook CTI server; or, with {@code replay FILE} as its arguments, support's first tool. */
@SpringBootApplication
public class RingbookServer {

    public static void main(String[] args) {
        List<String> words = Arrays.asList(args);
        for (Command command : ServiceLoader.load(Command.class)) {
            if (!words.isEmpty() && words.get(0).equals(command.name())) {
                List<String> rest = words.subList(1, words.size());
                if (command.takes(rest)) {
                    System.exit(command.run(rest, System.out, System.err));
                }
            }
        }
        SpringApplication.run(RingbookServer.class, args);
    }

    /** How numbers are written here; the country and the own city's code are settings. */
    @Bean
    NumberPlan numberPlan(
            @Value("${ringbook.region}") String region, @Value("${ringbook.area-code:}") String areaCode) {
        return new NumberPlan(region, areaCode.isBlank() ? null : areaCode.strip());
    }
}
