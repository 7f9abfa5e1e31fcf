package org.imgmill;

import org.imgmill.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The server's main class.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Imgmill {

    public static void main(String[] args) {
        Commands.run(settings -> SpringApplication.run(Imgmill.class, settings), args);
    }
}
