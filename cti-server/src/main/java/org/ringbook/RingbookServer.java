package org.ringbook;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Ringbook CTI server. */
@SpringBootApplication
public class RingbookServer {

    public static void main(String[] args) {
        SpringApplication.run(RingbookServer.class, args);
    }
}
