package org.imgmill;

import org.imgmill.cli.Commands;
import org.imgmill.ops.StopSignals;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/// The server's main class.
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Imgmill {

    public static void main(String[] args) {
        StopSignals.hear();
        Commands.run(settings -> SpringApplication.run(Imgmill.class, settings), args);
    }
}
