package org.imgmill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The server's main class.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Imgmill {

    public static void main(String[] args) {
        SpringApplication.run(Imgmill.class, args);
    }
}
